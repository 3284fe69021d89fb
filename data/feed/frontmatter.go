package feed

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"pressroom/data"
)

// maxFrontMatter is the most bytes of front matter.
const maxFrontMatter = 32 << 10

// frontMatter parts what stands between two lines of ---, or of +++ as TOML, from what
// follows. The head is nil where there is none.
func frontMatter(b []byte) (head, rest []byte, toml bool) {
	b = bytes.TrimLeft(b, "\r\n ")
	first, rest, _ := bytes.Cut(b, []byte("\n"))
	fence := strings.TrimRight(string(first), " \r")
	if fence != "---" && fence != "+++" {
		return nil, nil, false
	}
	at := 0
	for line := range bytes.Lines(rest[:min(len(rest), maxFrontMatter)]) {
		if l := strings.TrimRight(string(line), " \r\n"); l == fence || l == "..." {
			return rest[:at:at], rest[at+len(line):], fence == "+++"
		}
		at += len(line)
	}
	return nil, nil, false
}

// frontFields are what front matter says, by names in small letters.
type frontFields map[string]any

// text returns the first field that is there as text: of a list, its first value.
func (f frontFields) text(names ...string) string {
	for _, name := range names {
		if s := yamlText(f[name]); s != "" {
			return s
		}
	}
	return ""
}

// readFrontMatter reads front matter. Where it is no valid YAML, as of a headline with a
// colon that is not quoted, wrong says why, and each field is read by itself; of TOML the
// fields before the first table are read so.
func readFrontMatter(head []byte, toml bool) (found frontFields, wrong error) {
	if !toml {
		if found, wrong = unmarshalYAML(head); wrong == nil {
			return found, nil
		}
	}
	found = frontFields{}
	var field []byte
	end := func() {
		for name, value := range readField(field) {
			if _, again := found[name]; !again {
				found[name] = value
			}
		}
		field = nil
	}
	for line := range bytes.Lines(head) {
		if toml && line[0] == '[' {
			break
		}
		if fieldName().Match(line) {
			end()
		}
		field = append(field, line...)
	}
	end()
	return found, wrong
}

// fieldName begins a field of YAML or TOML.
var fieldName = data.Pattern(`^([\pL\d_-]+)\s*[:=](?:\s|$)`)

// readField reads a field with the lines that belong to it: as YAML, which short values of
// TOML are too, or else as the text that stands there.
func readField(lines []byte) frontFields {
	m := fieldName().FindSubmatch(lines)
	if m == nil {
		return nil
	}
	name, value := string(m[1]), bytes.TrimSpace(lines[len(m[0]):])
	separator := " "
	if bytes.HasSuffix(m[0], []byte("\n")) { // its value begins on the next line
		separator = "\n"
		value = bytes.TrimRight(lines[len(m[0]):], "\r\n ")
	}
	if f, err := unmarshalYAML([]byte(name + ":" + separator + string(value))); err == nil {
		return f
	}
	if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		value = value[1 : n-1]
	}
	return frontFields{strings.ToLower(name): string(value)}
}

// unmarshalYAML reads YAML that has fields, and turns a panic of the library into an error.
func unmarshalYAML(b []byte) (f frontFields, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	var all map[string]any
	err = yaml.Unmarshal(b, &all)
	f = frontFields{}
	for name, value := range all {
		f[strings.ToLower(name)] = value
	}
	return f, err
}

// yamlText returns a value of front matter as text: of a list, its first.
func yamlText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case time.Time:
		return v.Format(time.DateOnly)
	case int, int64, float64, uint64:
		return fmt.Sprint(v)
	case []any:
		if len(v) > 0 {
			return yamlText(v[0])
		}
	case map[string]any:
		return yamlText(v["name"])
	}
	return ""
}
