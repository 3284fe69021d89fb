package ui

import (
	"math"
	"strconv"
	"testing"
)

// rgb returns the red, green and blue of one of the 240 colours that are the same on
// every terminal of 256.
func rgb(t *testing.T, c colour) [3]float64 {
	n, err := strconv.Atoi(string(c))
	if err != nil || n < 16 || n > 255 {
		t.Fatalf("%q is not one of the colours that users do not change", c)
	}
	if n >= 232 {
		v := float64(8 + 10*(n-232))
		return [3]float64{v, v, v}
	}
	var out [3]float64
	for i, level := range []int{(n - 16) / 36, (n - 16) / 6 % 6, (n - 16) % 6} {
		if level > 0 {
			out[i] = float64(55 + 40*level)
		}
	}
	return out
}

// luminance is that of WCAG 2.
func luminance(c [3]float64) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// contrast is that of WCAG 2, from 1 to 21.
func contrast(a, b [3]float64) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// All text has a contrast of at least 4.5 to 1: each colour with the backgrounds
// that terminals have, and what stands on a filled row with that.
func TestContrast(t *testing.T) {
	const least = 4.5
	grey := func(v float64) [3]float64 { return [3]float64{v, v, v} }
	for _, theme := range []struct {
		name        string
		p           palette
		backgrounds [][3]float64
		text        [3]float64 // the terminal's own, at its faintest
	}{
		{"dark", paletteOf(Theme{Dark: true}), [][3]float64{grey(0), grey(18), grey(30), {29, 31, 40}}, grey(192)},
		{"light", paletteOf(Theme{}), [][3]float64{grey(255), grey(245), {253, 246, 227}}, grey(64)},
	} {
		p := theme.p
		for name, c := range map[string]colour{"accent": p.accent, "warm": p.warm, "highlight": p.highlight, "warn": p.warn, "out": p.out, "in": p.in, "dim": p.dim} {
			for _, b := range theme.backgrounds {
				if got := contrast(rgb(t, c), b); got < least {
					t.Errorf("%s: %s on %v has a contrast of %.2f", theme.name, name, b, got)
				}
			}
		}
		fill := rgb(t, p.fill)
		for name, c := range map[string][3]float64{"accent": rgb(t, p.accent), "highlight": rgb(t, p.highlight), "the text": theme.text} {
			if got := contrast(c, fill); got < least {
				t.Errorf("%s: %s on a filled row has a contrast of %.2f", theme.name, name, got)
			}
		}
		for _, b := range theme.backgrounds {
			if got := contrast(fill, b); got < 1.15 {
				t.Errorf("%s: a filled row is not seen on %v: %.2f", theme.name, b, got)
			}
		}
	}
}

// Each meaning has a colour of its own, and of 16 colours as of none the looks
// differ that tell something.
func TestLooksDiffer(t *testing.T) {
	for _, p := range []palette{darkPalette, lightPalette} {
		seen := map[colour]bool{}
		for _, c := range []colour{p.accent, p.warm, p.highlight, p.warn, p.out, p.in, p.dim, p.line, p.fill} {
			if seen[c] {
				t.Errorf("%s has two meanings", c)
			}
			seen[c] = true
		}
	}
	for _, theme := range []Theme{{Dark: true}, {}, {Basic: true}, {Plain: true}} {
		st := NewStyles(theme)
		text := lineStyle{}
		for name, pair := range map[string][2]lineStyle{
			"a row and that under the cursor": {text, st.Selected}, "what matched and the row": {st.Highlight, text},
			"what matched and the block of the cursor": {st.Highlight, st.Chip}, "a heading and the text": {st.Head, text},
			"a chosen value and another": {st.Chip, text}, "a title and the text": {st.Strong, text},
			"what was taken out and the text": {st.Out, text}, "what was put in and the text": {st.In, text}, "what was put in and taken out": {st.In, st.Out},
		} {
			if pair[0] == pair[1] {
				t.Errorf("%+v: %s look alike", theme, name)
			}
		}
		if !theme.Plain && st.Dim == text {
			t.Errorf("%+v: nothing is dim", theme)
		}
	}
}
