package cli

import (
	"runtime/debug"
	"strconv"
	"strings"
)

// dumb reports whether the terminal says that it cannot place text, or says
// nothing at all.
func dumb(env environment) bool {
	name := env.get("TERM")
	return name == "" || name == "dumb"
}

// utf8Locale reports whether text is UTF-8, as far as the locale tells. Where
// none is set, POSIX would have it be ASCII; but containers and remote shells
// often set none, and today's terminals show UTF-8.
func utf8Locale(env environment) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale := strings.ToLower(env.get(name)); locale != "" {
			return strings.Contains(locale, "utf-8") || strings.Contains(locale, "utf8")
		}
	}
	return true
}

// lightBackground guesses the background until the terminal tells: some put
// its colour's number, of sixteen, at the end of COLORFGBG.
func lightBackground(env environment) bool {
	value := env.get("COLORFGBG")
	n, err := strconv.Atoi(value[strings.LastIndexByte(value, ';')+1:])
	return err == nil && (n == 7 || n >= 9 && n <= 15)
}

// version returns the version that this program was built as.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of unknown version"
	}
	return versionOf(info)
}

// versionOf returns the version of the module; what is built from a working
// copy has none, but may know its commit.
func versionOf(info *debug.BuildInfo) string {
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "(devel)"
		changed := ""
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision" && len(s.Value) >= 12:
				v += " " + s.Value[:12]
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = ", changed since"
			}
		}
		v += changed
	}
	return v + " " + info.GoVersion
}
