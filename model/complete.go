package model

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"pressroom/data"
	"pressroom/data/text"
)

// Completion is a way that what is typed may go on.
type Completion struct {
	Text  string // what is typed then
	Label string // the field or the value alone
	Count int    // of releases that choosing it would list; -1 where that says nothing
}

// maxCompletions bounds how many ways to go on are offered.
const maxCompletions = 50

// minField is how many letters of a field's name complete it: fewer are meant for headlines.
const minField = 3

// Completions returns what a query may go on to: s with the field or the value
// at its end written out, the most frequent value first. It reports whether they
// are values: letters that begin a field's name may be meant as a word.
func (r *Reader) Completions(s string) (list []Completion, values bool) {
	start := lastItem(s)
	not := strings.HasPrefix(s[start:], "-")
	if not {
		start++
	}
	head, item := s[:start], s[start:]
	name, value, isField := strings.Cut(item, ":")
	name = strings.ToLower(name)
	switch {
	case !isField && isPoint(item): // a date alone would be a word
		isField, name, value = true, "date", item
	case !isField && len(item) < minField:
		return nil, false
	case !isField:
		return completedFields(head, name, not), false
	}
	typed := text.Fold(strings.Trim(value, `"“”`))
	if f, is := data.FacetOf(name); is && !data.Facets[f].Named && typed != "" {
		v, _ := r.lib.values(f) // it may be meant by another name: lang:korean
		if found := v.find(typed); len(found) == 1 {
			typed = text.Fold(v.entries[found[0]].Name)
		}
	}
	for v := range r.completed(name) {
		if len(list) == maxCompletions {
			break
		}
		if !beginsWord(text.Fold(v.Label), typed) {
			continue
		}
		if v.Text = head + name + ":" + data.QuoteValue(v.Label) + " "; strings.TrimSpace(v.Text) != s {
			if isPoint(item) { // it has to be seen what it becomes
				v.Label = name + ":" + v.Label
			}
			list = append(list, v)
		}
	}
	return list, true
}

// completedFields returns the fields whose names begin so; of excluded ones those that can be.
func completedFields(head, name string, not bool) (list []Completion) {
	for _, f := range data.QueryFields {
		if _, is := data.FacetOf(f); strings.HasPrefix(f, name) && (!not || is || f == "title" || f == "is") {
			list = append(list, Completion{head + f + ":", f + ":", -1})
		}
	}
	return list
}

func isPoint(item string) bool {
	return len(item) >= len("2025") && strings.Trim(item, "0123456789-") == "" && (strings.HasPrefix(item, "19") || strings.HasPrefix(item, "20"))
}

// Periods returns periods that begin with what is typed, the newest first.
func (r *Reader) Periods(typed string) (list []Completion) {
	for v := range r.completed("date") {
		if strings.HasPrefix(v.Label, typed) && v.Label != typed && len(list) < maxCompletions {
			v.Text = v.Label
			list = append(list, v)
		}
	}
	return list
}

// InPeriod returns how many listed releases are of a typed period, were no other chosen; false for none.
func (r *Reader) InPeriod(typed string) (n int, ok bool) {
	p, _, ok := r.periodOf(typed)
	if !ok {
		return 0, false
	}
	for i, d := range r.lib.Days() {
		if p.Contains(d) {
			n += r.listing.days[i]
		}
	}
	return n, true
}

// periodOf returns the typed period, and whether it is counted from the newest release.
func (r *Reader) periodOf(typed string) (p data.Period, ofBoard, ok bool) {
	p, err := data.ParsePeriod(typed, r.now())
	if err != nil {
		return p, false, false
	}
	other, err := data.ParsePeriod(typed, r.today())
	if ofBoard = err != nil || other.From != p.From; ofBoard {
		p.To = min(p.To, r.now()) // not the day after, which only today needs
	}
	return p, ofBoard, true
}

// OfBoard returns the days of a typed period that is counted from the newest release.
func (r *Reader) OfBoard(typed string) (p data.Period, is bool) {
	p, ofBoard, ok := r.periodOf(typed)
	return p, ofBoard && ok
}

// QueryOfBoard returns the days of a typed query that are counted from the newest release.
func (r *Reader) QueryOfBoard(typed string) (p data.Period, is bool) {
	now, today := r.now(), r.today()
	if now == today {
		return p, false
	}
	q, err := data.ParseQuery(typed, now)
	other, otherErr := data.ParseQuery(typed, today)
	switch {
	case err != nil || otherErr != nil || q.String() == other.String():
		return p, false
	case q.Window != other.Window:
		p = q.Window
	default:
		p = q.Periods[len(q.Periods)-1]
	}
	if p.From != 0 && (p.To == 0 || p.To > now) {
		p.To = now
	}
	return p, true
}

// completed yields the values that a field may have in this library, the most frequent first.
func (r *Reader) completed(field string) iter.Seq[Completion] {
	if f, is := data.FacetOf(field); is {
		return r.named(f)
	}
	switch field {
	case "sort":
		return slices.Values([]Completion{{"", "date", -1}, {"", "relevance", -1}, {"", "title", -1}})
	case "is":
		var list []Completion
		for _, value := range data.IsValues {
			list = append(list, Completion{"", value, -1})
		}
		return slices.Values(list)
	case "amount":
		return slices.Values([]Completion{{"", "any", -1}})
	case "date", "since", "before":
		return slices.Values(r.periods())
	}
	return slices.Values[[]Completion](nil)
}

// named returns the values of a facet, each by its acronym and its name.
func (r *Reader) named(f data.Facet) iter.Seq[Completion] {
	v, _ := r.lib.values(f)
	counts := r.listing.counts[f]
	return func(yield func(Completion) bool) {
		for id := range v.entries {
			e, n := &v.entries[id], -1
			if id < len(counts) {
				n = counts[id]
			}
			if e.Acronym != "" && e.Acronym != e.Name && !yield(Completion{Label: e.Acronym, Count: n}) ||
				e.Name != "" && !yield(Completion{Label: e.Name, Count: n}) {
				return
			}
		}
	}
}

// periods returns the years and months that there are releases of.
func (r *Reader) periods() (list []Completion) {
	year, month := -1, -1 // places in list
	for i, d := range r.lib.Days() {
		if y := fmt.Sprintf("%04d", d.Year()); year < 0 || list[year].Label != y {
			list = append(list, Completion{Label: y})
			year, month = len(list)-1, -1
		}
		if m := fmt.Sprintf("%04d-%02d", d.Year(), int(d.Month())); month < 0 || list[month].Label != m {
			list = append(list, Completion{Label: m})
			month = len(list) - 1
		}
		list[year].Count += r.listing.days[i]
		list[month].Count += r.listing.days[i]
	}
	return list
}

func beginsWord(s, typed string) bool {
	for i := 0; ; {
		if strings.HasPrefix(s[i:], typed) {
			return true
		}
		next := strings.IndexAny(s[i:], " /-")
		if next < 0 {
			return false
		}
		i += next + 1
	}
}

// lastItem returns where the last item of s begins. Spaces in quotation marks part nothing.
func lastItem(s string) int {
	start, quoted := 0, false
	for i, c := range s {
		switch {
		case c == '"' || c == '“' || c == '”':
			quoted = !quoted
		case c == ' ' && !quoted:
			start = i + 1
		}
	}
	return start
}
