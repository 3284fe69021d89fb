package board

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"pressroom/data"
)

// siteCategories are those of the ministry's English site.
var siteCategories = load("categories")

// names are categories by their keys, each in the spelling that is shown; and by
// that spelling, to be found quickly.
type names map[string]string

func newNames(list []string) names {
	n := names{}
	for _, name := range list {
		n.add(name)
	}
	return n
}

// add adds a name, unless it is there in another spelling.
func (n names) add(name string) {
	if key := keyOf(name); key != "" && n[key] == "" && len(n) < 2*maxCategories {
		name = data.OneLine(name)
		n[key], n[name] = name, name
	}
}

// keyOf returns a name's letters and digits in lower case: Trade / Investment and
// TRADE AND INVESTMENT have the same.
func keyOf(name string) string {
	if strings.Contains(name, "nd") || strings.Contains(name, "ND") {
		name = joint().ReplaceAllString(name, "")
	}
	b := make([]byte, 0, len(name))
	for _, c := range name {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b = append(b, byte(c))
		case c >= 'A' && c <= 'Z':
			b = append(b, byte(c)+'a'-'A')
		case c >= utf8.RuneSelf:
			if c = narrow(c); unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c) {
				b = utf8.AppendRune(b, unicode.ToLower(c))
			}
		}
	}
	return string(b)
}

// joint is what and stands for a sign in.
var joint = data.Pattern(`(?i)\band\b`)

// What stands between the categories of a line; a stroke may be a part of a name.
var (
	separated = data.Pattern(`\s*[,;/|·・ㆍ]\s*`)
	comma     = data.Pattern(`\s*[,;|]\s*`)
	listed    = data.Pattern(`\s*[,;|·・ㆍ]\s*`)
)

// find returns the category that a line names, as it is shown, or those that it
// names one after the other; "" where any of them is unknown.
func (n names) find(line string) string {
	if line == "" || len(line) > maxCategory {
		return ""
	}
	if name := n[line]; name != "" {
		return name
	}
	if name := n[keyOf(line)]; name != "" {
		return name
	}
	if name := labelledCategory(line); name != "" {
		return n.find(name)
	}
	if !mayHave(line, ',', ';', '/', '|') {
		return ""
	}
	for _, between := range []*regexp.Regexp{listed(), separated()} {
		if name, known := n.several(between.Split(line, -1)); known > strings.Count(name, data.CategorySeparator) {
			return name
		}
	}
	return ""
}

// before returns the category that a line has before its headline, in brackets or with a stroke behind it, and the
// headline: [Energy] Quay Opens, Energy | Quay Opens. They are "" where it has none that is known.
func (n names) before(line string) (category, title string) {
	inner, found := strings.CutPrefix(line, "[")
	end := "]"
	if !found {
		end = " | "
	}
	inner, title, found = strings.Cut(inner, end)
	if !found || isBlank(title) {
		return "", ""
	}
	return n.find(strings.TrimSpace(inner)), strings.TrimSpace(title)
}

// complete returns the name of a category that is none of those known: where one
// of several that a comma parts is known, the others are categories too. Brackets around it are left.
func (n names) complete(line string) string {
	line = cmp.Or(labelledCategory(line), line)
	if inner, found := strings.CutPrefix(line, "["); found && strings.IndexByte(inner, ']') == len(inner)-1 {
		line = strings.TrimSpace(inner[:len(inner)-1])
	}
	if name, known := n.several(comma().Split(line, -1)); known > 0 {
		return name
	}
	return line
}

// labelledCategory returns the category of a line that says that it is one (Category: Energy), and "" of others.
func labelledCategory(line string) string {
	if len(line) > maxMark || !mayHave(line, ':') {
		return ""
	}
	if m := categoryField().FindStringSubmatch(line); m != nil {
		return m[1]
	}
	return ""
}

// several returns categories as they are shown, and how many are known.
func (n names) several(parts []string) (name string, known int) {
	for i, part := range parts {
		if one := n[keyOf(part)]; one != "" {
			parts[i] = one
			known++
		}
	}
	return strings.Join(parts, data.CategorySeparator), known
}

// atEnd returns the category with which a line ends, behind other words; "" if
// there is none.
func (n names) atEnd(line string) string {
	if len(line) > maxMark {
		return ""
	}
	key := keyOf(line)
	best := ""
	for k, name := range n {
		if len(k) < len(key) && len(k) > len(keyOf(best)) && strings.HasSuffix(key, k) {
			best = name
		}
	}
	return best
}
