package letters

import "testing"

// Where words begin and end, and which signs stand inside one.
func TestSignsInWords(t *testing.T) {
	for _, test := range []struct {
		s             string
		i             int
		joins, begins bool // the sign at i; a word behind it
	}{
		{"k-bio", 1, true, true}, {"k -bio", 2, false, true}, {"k- bio", 1, false, true}, {"k-", 1, false, false},
		{"m.ax", 1, true, false}, {"ax.m", 2, true, false}, {"ax.mo", 2, true, true}, {"a1.mo", 2, true, true},
		{"r&d", 1, true, false}, {"rd&do", 2, true, true}, {"1&2", 1, true, true}, {"1.5", 1, true, false},
		{"10,000", 2, true, false}, {"a,000", 1, false, true}, {"10,b", 2, false, true}, {"r,d", 1, false, true},
		{"korea's", 5, true, false}, {"we'll", 2, true, false}, {"o'brien", 1, true, true}, {"x'abc", 1, true, true}, {" 's", 1, false, true},
		{"korea's2", 5, true, true}, {"a+b", 1, false, true},
	} {
		if got := isJoiner(test.s, test.i); got != test.joins {
			t.Errorf("the sign at %d of %q joins: %t", test.i, test.s, got)
		}
		if test.i+1 < len(test.s) {
			if got := starts(test.s, test.i+1); got != test.begins {
				t.Errorf("a word begins at %d of %q: %t", test.i+1, test.s, got)
			}
		}
	}
	for s, want := range map[string]bool{"k-bio": true, "k - bio": false, "kbio-": false, "10, 000 r&d": true, "": false} {
		if got := hasJoiner(s); got != want {
			t.Errorf("%q has a joiner: %t", s, got)
		}
	}
	if got, at := join(nil, nil, "r&d k - 1,5"); string(got) != "rd k - 15" || len(at) != len(got) || at[1] != 2 || at[8] != 10 {
		t.Errorf("joined is %q at %v", got, at)
	}
	for _, test := range []struct {
		s    string
		i    int
		ends bool
	}{{"m.ax", 1, false}, {"ax.mo", 2, true}, {"abc", 3, true}, {"1,5", 1, false}, {"ab", 1, false}, {"a b", 1, true}} {
		if got := ends(test.s, test.i); got != test.ends {
			t.Errorf("a word ends at %d of %q: %t", test.i, test.s, got)
		}
	}
}
