package data

import "strings"

// Is is what a query asks of the marks of the reader who asks: one bit for each
// condition, and all of them have to hold. Who has no marks has read nothing and
// starred nothing.
type Is uint8

// The conditions.
const (
	IsRead Is = 1 << iota
	IsUnread
	IsStarred
	NotStarred
	IsNew       // it came since the reader's last visit
	IsCorrected // it was read, and has another text since
)

// isNames are the conditions as they are written in a query, in that order, and as they are called.
var isNames = []struct {
	is          Is
	text, label string
}{{IsRead, "is:read", "read"}, {IsUnread, "is:unread", "unread"}, {IsStarred, "is:starred", "starred"}, {NotStarred, "-is:starred", "not starred"}, {IsNew, "new:", "new"}, {IsCorrected, "is:corrected", "corrected"}}

// IsValues are the values of the field is: of a query.
var IsValues = []string{IsUnread.Label(), IsStarred.Label(), IsRead.Label(), IsCorrected.Label()}

// Label returns how one condition is called: not starred.
func (is Is) Label() string {
	for _, n := range isNames {
		if n.is == is {
			return n.label
		}
	}
	return ""
}

// Conditions returns the conditions one by one.
func (is Is) Conditions() (list []Is) {
	for _, n := range isNames {
		if is&n.is != 0 {
			list = append(list, n.is)
		}
	}
	return list
}

// String writes the conditions as they stand in a query.
func (is Is) String() string {
	var items []string
	for _, n := range isNames {
		if is&n.is != 0 {
			items = append(items, n.text)
		}
	}
	return strings.Join(items, " ")
}

// Marked is what the conditions are of: how the reader who asks has marked a release.
type Marked struct{ Read, Starred, New, Corrected bool }

// Holds reports whether the conditions hold of a release that is marked so.
func (is Is) Holds(m Marked) bool {
	return !(is&IsRead != 0 && !m.Read || is&IsUnread != 0 && m.Read ||
		is&IsStarred != 0 && !m.Starred || is&NotStarred != 0 && m.Starred ||
		is&IsNew != 0 && !m.New || is&IsCorrected != 0 && !m.Corrected)
}

// inverse returns the condition that holds where one does not.
func (is Is) inverse() Is {
	switch is {
	case IsRead:
		return IsUnread
	case IsUnread:
		return IsRead
	case IsStarred:
		return NotStarred
	case NotStarred:
		return IsStarred
	}
	return 0 // those of IsNew and IsCorrected are not asked for
}

// WithIs returns q with a condition on marks chosen in the place of its inverse, or
// no longer chosen if it was.
func (q Query) WithIs(is Is) Query {
	if q.Is ^= is; q.Is&is != 0 {
		q.Is &^= is.inverse()
	}
	return q
}

// hasStates are the values of has: for states of a release that others look for with is:.
var hasStates = map[string]string{"gone": "gone", "updated": "versions"}

// otherMarks are names that other programs have for marks.
var otherMarks = map[string]Is{"unstarred": NotStarred, "star": IsStarred, "favorite": IsStarred, "favourite": IsStarred, "flagged": IsStarred}

// is takes the value of the field is:, with not that of -is:.
func (p *queryParser) is(from int, not bool, value string) error {
	var is Is
	for _, n := range isNames {
		if strings.EqualFold(value, n.label) {
			is = n.is
		}
	}
	if other := otherMarks[strings.ToLower(value)]; other != 0 {
		is = other
	}
	if has := hasStates[strings.ToLower(value)]; has != "" && !not { // which is no mark, and asked for with has:
		p.query.Values[Has] = added(p.query.Values[Has], has)
		return nil
	}
	if is == 0 {
		return p.errorf(from, "is: is unread, read, starred or corrected, not %s", value)
	}
	if not && is.inverse() == 0 {
		return p.errorf(from, "- goes with words, with values, as in -org:KATS, and with other marks, not with what is %s", is.Label())
	}
	if not {
		is = is.inverse()
	}
	p.query.Is |= is
	return nil
}

// isNew takes the field new:, which has no value; as a headline begins with it, or with a value, it is a word.
func (p *queryParser) isNew(start int, not bool, name, op string, value token) (is bool, err error) {
	switch {
	case op != ":" || !strings.EqualFold(name, "new"):
		return false, nil
	case value.text != "":
		p.hint(start, "new: has no value, and is looked for as a word: alone it is what came since your last visit")
		return false, nil
	case name != "new" && strings.TrimSpace(p.text[p.at:]) != "":
		p.hint(start, "%s is looked for as a word: new: is what came since your last visit", name)
		return false, nil
	case not:
		return true, p.errorf(start, "- goes with words and with values, as in -org:KATS, not with new:")
	case p.or:
		return true, p.errorf(start, errOR)
	}
	p.last = aFacet
	p.query.Is |= IsNew
	return true, nil
}
