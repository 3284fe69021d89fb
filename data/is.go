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
)

// isNames are the conditions as they are written in a query, in that order.
var isNames = []struct {
	is   Is
	text string
}{{IsRead, "is:read"}, {IsUnread, "is:unread"}, {IsStarred, "is:starred"}, {NotStarred, "-is:starred"}}

// IsValues are the values of the field is: of a query.
var IsValues = []string{"unread", "starred", "read"}

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

// Holds reports whether the conditions hold of a release that is read or not, and
// starred or not.
func (is Is) Holds(read, starred bool) bool {
	return !(is&IsRead != 0 && !read || is&IsUnread != 0 && read ||
		is&IsStarred != 0 && !starred || is&NotStarred != 0 && starred)
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
	}
	return IsStarred
}

// WithIs returns q with a condition on marks chosen in the place of its inverse, or
// no longer chosen if it was.
func (q Query) WithIs(is Is) Query {
	if q.Is ^= is; q.Is&is != 0 {
		q.Is &^= is.inverse()
	}
	return q
}

// is takes the value of the field is:, with not that of -is:.
func (p *queryParser) is(from int, not bool, value string) error {
	var is Is
	switch strings.ToLower(value) {
	case "read":
		is = IsRead
	case "unread":
		is = IsUnread
	case "starred":
		is = IsStarred
	default:
		return p.errorf(from, "is: is unread, read or starred, not %s", value)
	}
	if not {
		is = is.inverse()
	}
	p.query.Is |= is
	return nil
}
