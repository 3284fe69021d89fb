package feed

import (
	"encoding/json"
	"slices"
	"strings"
)

// articleTypes are the types of linked data that are a release.
var articleTypes = []string{"NewsArticle", "Article", "PressRelease", "Report", "BlogPosting", "ReportageNewsArticle", "GovernmentService", "WebPage"}

// maxLinked is how many objects of linked data are read.
const maxLinked = 100

// linkedData returns the objects of a script of linked data.
func linkedData(script string) []map[string]any {
	script = strings.TrimSpace(script)
	for _, wrap := range [][2]string{{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"//<![CDATA[", "//]]>"}} {
		if inner, ok := strings.CutPrefix(script, wrap[0]); ok {
			script = strings.TrimSuffix(inner, wrap[1])
		}
	}
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return nil
	}
	var list []map[string]any
	var walk func(v any, deep int)
	walk = func(v any, deep int) {
		switch v := v.(type) {
		case []any:
			for _, w := range v {
				walk(w, deep)
			}
		case map[string]any:
			if deep < 4 && len(list) < maxLinked {
				list = append(list, v)
				walk(v["@graph"], deep+1)
				walk(v["mainEntity"], deep+1)
			}
		}
	}
	walk(v, 0)
	return list
}

// linkedField returns a field of the page's linked article: the text of it, or of its
// name.
func (p *page) linkedField(names ...string) string {
	for _, t := range articleTypes {
		for _, o := range p.linked {
			if !isOfType(o["@type"], t) {
				continue
			}
			for _, name := range names {
				if s := linkedText(o[name]); s != "" {
					return s
				}
			}
		}
	}
	return ""
}

func isOfType(v any, t string) bool {
	switch v := v.(type) {
	case string:
		return v == t
	case []any:
		return slices.ContainsFunc(v, func(w any) bool { return w == t })
	}
	return false
}

func linkedText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	case []any:
		if len(v) > 0 {
			return linkedText(v[0])
		}
	}
	return ""
}
