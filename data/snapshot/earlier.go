package snapshot

import (
	"cmp"
	"context"
	"hash/maphash"
	"slices"

	"pressroom/data"
)

// cutOff finds the releases of a library of several files that are cut off where one of another file
// goes on, each with the whole one. Within a file, package board has found them.
func (s *Snapshot) cutOff() map[int32]int32 {
	if !s.ofSeveral() {
		return nil
	}
	seed := maphash.MakeSeed()
	keys := make([]key, 0, s.rows.len())
	for n := range s.rows.len() {
		if r := s.rows.at(n); r.address == 0 {
			keys = append(keys, key{maphash.String(seed, s.title(r)), int32(n)})
		}
	}
	date := func(k key) data.Date { return s.days[s.rows.at(int(k.number)).day] }
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(date(a), date(b)), cmp.Compare(a.number, b.number))
	})
	whole := map[int32]int32{}
	for i := 1; i < len(keys); i++ {
		a, b := keys[i-1], keys[i]
		switch {
		case a.high != b.high:
		case s.isEarlier(a.number, b.number):
			whole[a.number] = b.number
		case s.isEarlier(b.number, a.number):
			whole[b.number] = a.number
			keys[i] = a // which the next may be cut off of as well
		}
	}
	return whole
}

// ofSeveral reports whether the releases are of several sources.
func (s *Snapshot) ofSeveral() bool {
	return slices.ContainsFunc(s.origins, func(o origin) bool { return o.Source != s.origins[0].Source })
}

// isEarlier reports whether a release is an earlier version of another: see [data.IsEarlier].
func (s *Snapshot) isEarlier(cut, whole int32) bool {
	a, b := s.rows.at(int(cut)), s.rows.at(int(whole))
	if a.state&excerpt == 0 || s.title(a) != s.title(b) {
		return false
	}
	var x, y data.Document
	var one, other error
	x.Body, one = s.Body(context.Background(), int(cut))
	y.Body, other = s.Body(context.Background(), int(whole))
	x.Date, x.Excerpt, y.Date = s.days[a.day], true, s.days[b.day]
	return one == nil && other == nil && data.IsEarlier(&x, &y)
}
