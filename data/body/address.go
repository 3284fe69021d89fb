package body

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inAddress are the ASCII letters that an address may hold in a link.
const inAddress = "[]ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%"

// maxAddress is the most bytes of an address that becomes a link.
const maxAddress = 1000

// address handles the address that s begins with, if it does: http and, where
// one may begin, mail addresses become links that show themselves, once. All others, and www.,
// which a renderer would draw with an http:// that is not in the source, are
// kept from becoming links, and so are all where none may be one. It returns the
// Markdown and how much of s it stands for.
func address(s string, mailMay, webMay bool) (string, int) {
	s = s[:min(len(s), maxAddress)]
	if mailMay {
		if n := mail(s); n > 0 {
			return "<" + s[:n] + ">", n
		}
	}
	if strings.HasPrefix(s, "www.") {
		return `www\.`, len("www.")
	}
	scheme, _, found := strings.Cut(s[:min(len(s), len("https://"))], "://")
	if !found || !slices.Contains([]string{"https", "http", "ftp"}, strings.ToLower(scheme)) {
		return "", 0
	}
	if link := webAddress(s); webMay && len(link) > len(scheme)+len("://") && !strings.EqualFold(scheme, "ftp") {
		if u, err := url.Parse(link); err == nil && u.Host != "" {
			return "<" + link + ">", len(link)
		}
	}
	return scheme + "&#58;", len(scheme) + 1
}

// webAddress returns the address of the web that s begins with. It may hold
// letters of all scripts, and ends before a white space, a quotation mark, a
// stop, a closing bracket that it did not open, and a Korean particle.
func webAddress(s string) string {
	scheme := strings.Index(s, "://") + len("://")
	end := len(s)
	for i, c := range s {
		if c < utf8.RuneSelf && strings.ContainsRune(inAddress, c) || c >= utf8.RuneSelf && (isAlnum(c) || unicode.IsMark(c)) {
			continue
		}
		end = i
		break
	}
	link := s[:end]
	for {
		trimmed := strings.TrimRight(link, ".,;:!?'*")
		for _, pair := range []string{"()", "[]"} {
			if strings.HasSuffix(trimmed, pair[1:]) && strings.Count(trimmed, pair[1:]) > strings.Count(trimmed, pair[:1]) {
				trimmed = trimmed[:len(trimmed)-1]
			}
		}
		if trimmed == link {
			break
		}
		link = trimmed
	}
	if len(link) <= scheme {
		return ""
	}
	return link[:scheme] + withoutParticle(link[scheme:])
}

var particles = setOf("particles")

// withoutParticle returns an address without the Korean that begins behind its
// host, or that is a particle behind other letters of its last part: in
// “https://www.motir.go.kr에서” and “…/news를” it is none of the address.
func withoutParticle(s string) string {
	host := len(s)
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		host = i
	}
	if host > 0 && s[0] < utf8.RuneSelf {
		if i := strings.IndexFunc(s[:host], isHangul); i > 0 {
			return s[:i]
		}
	}
	for _, top := range []string{".한국", ".닷컴", ".닷넷"} {
		if i := strings.LastIndex(s[:host], top) + len(top); i >= len(top) && particles[s[i:host]] {
			return s[:i]
		}
	}
	last := strings.LastIndexAny(s, "/?#=&") + 1
	i := strings.IndexFunc(s[last:], isHangul) + last
	if i > last && s[i-1] < utf8.RuneSelf && particles[s[i:]] {
		return s[:i]
	}
	return s
}

func isHangul(c rune) bool { return unicode.Is(unicode.Hangul, c) }

// inLocal reports whether c may stand before the @ of a mail address.
func inLocal(c rune) bool {
	return c < utf8.RuneSelf && isAlnum(c) || c == '.' || c == '_' || c == '-' || c == '+'
}

// mail returns the length of the mail address that s begins with, or 0.
func mail(s string) int {
	at := 0
	for at < len(s) && inLocal(rune(s[at])) {
		at++
	}
	if at == 0 || at == len(s) || s[at] != '@' {
		return 0
	}
	end := at + 1
	for end < len(s) && inLocal(rune(s[end])) && s[end] != '_' && s[end] != '+' {
		end++
	}
	domain := strings.TrimRight(s[at+1:end], ".-")
	labels := strings.Split(domain, ".")
	for _, l := range labels {
		if l == "" || l[0] == '-' || l[len(l)-1] == '-' || len(l) > 63 {
			return 0
		}
	}
	if len(labels) < 2 {
		return 0
	}
	return at + 1 + len(domain)
}
