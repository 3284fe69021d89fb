package intake

import (
	"hash/maphash"
	"slices"

	"pressroom/data"
	"pressroom/data/store"
)

// ofBoard reports whether a release has no address but its content: none, or that of
// content which the source does not have, as an export gives a release of a board that
// was revised.
func (k *keeper) ofBoard(d *data.Document) (bool, error) {
	if d.Address == "" {
		return true, nil
	}
	if _, err := data.ParseHash(d.Address); err != nil {
		return false, nil
	}
	_, found, err := k.find(d.Address)
	return !found, err
}

// succeed gives a release without an address, as a board's text has them, that of the
// release which it is a version of: of the same content, of one that was cut off where
// this one goes on, or of one that it corrects. It reports whether this one is cut off, and the whole one stays.
// A release with an address of its source keeps it, and its version is not asked for.
func (k *keeper) succeed(d *data.Document) (stays bool, version string, err error) {
	if boards, err := k.ofBoard(d); !boards || err != nil {
		return false, "", err
	}
	version = k.hasher.Hash(d.Date, d.Title, d.Body).String()
	if same, err := k.unchanged(version); same || err != nil {
		if !k.empty {
			d.Address = "" // it is known by this content
		}
		return false, version, err
	}
	for _, days := range []int{0, -1, 1} {
		list, err := k.store.Titled(k.ctx, k.source, d.Date.AddDays(days), d.Title)
		if err != nil {
			return false, version, err
		}
		for i := range list {
			c := &list[i]
			is := c.Version == version
			if !is && c.Excerpt != d.Excerpt {
				if is, err = k.continues(c, d); err != nil {
					return false, version, err
				}
			}
			switch {
			case is && d.Excerpt && !c.Excerpt:
				k.cut++
				return true, version, nil
			case is:
				d.Address = c.Address
				return false, version, nil
			}
		}
		if days == 0 {
			if stays, err = k.correct(list, d, version); stays || err != nil || d.Address != "" {
				return stays, version, err
			}
		}
	}
	return false, version, nil
}

// correct gives a release without an address that of the only one of its headline and
// day, if the two have most words in common: it is a correction. It reports whether it is
// a version that the other had before, which stays as it is. Two releases of one headline
// and day stay two, and so does what this import has brought in already.
func (k *keeper) correct(list []store.Change, d *data.Document, version string) (stays bool, err error) {
	list = slices.DeleteFunc(list, func(c store.Change) bool { return c.State == store.Removed })
	if len(list) != 1 || list[0].Excerpt != d.Excerpt {
		return false, nil
	}
	c := &list[0]
	if c.Versions > 1 {
		versions, err := k.store.Versions(k.ctx, c.Number)
		if err != nil {
			return false, err
		}
		if slices.ContainsFunc(versions, func(v store.Version) bool { return v.Version == version }) {
			k.cut++
			return true, nil
		}
	}
	if _, again := k.seen.of(maphash.String(k.seed, c.Address)); again {
		return false, nil
	}
	is, err := k.hasMostOf(c, d)
	if is {
		d.Address = c.Address
	}
	return false, err
}

// hasMostOf reports whether a release that is kept and another have most words in common.
func (k *keeper) hasMostOf(c *store.Change, d *data.Document) (bool, error) {
	kept, err := k.store.Document(k.ctx, c.Number)
	shared, all := sharedWords(kept.Body, d.Body)
	less, more := min(len(kept.Body), len(d.Body)), max(len(kept.Body), len(d.Body))
	return all >= fewWords && 5*shared >= 4*all && 2*less >= more, err
}

// boards is what is known of the releases without addresses.
type boards struct {
	asked int             // how many were looked for
	known map[string]bool // the contents of all releases of the source, once it is worth reading them
}

// manyBoards is how many releases are looked for one by one, which takes each a tenth of
// a millisecond: reading all of a source takes a hundredth of that for each.
const manyBoards = 1000

// unchanged reports whether it need not be looked whether a content is a version of a
// release: there is none, or it is known that it is the newest of one.
func (k *keeper) unchanged(version string) (bool, error) {
	b := &k.boards
	if k.empty {
		return true, nil
	}
	if b.asked++; b.asked == manyBoards {
		list, err := k.store.Dated(k.ctx, k.source, 0, lastDate)
		if err != nil {
			return false, err
		}
		b.known = make(map[string]bool, len(list))
		for i := range list {
			b.known[list[i].Version] = list[i].Version == list[i].Address
		}
	}
	return b.known[version], nil
}

// continues reports whether one of a release that is kept and of another is cut off where
// the other goes on.
func (k *keeper) continues(c *store.Change, d *data.Document) (bool, error) {
	kept, err := k.store.Document(k.ctx, c.Number)
	if err != nil {
		return false, err
	}
	if d.Excerpt {
		return data.IsEarlier(d, &kept), nil
	}
	return data.IsEarlier(&kept, d), nil
}
