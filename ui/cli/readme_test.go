package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// searches matches a search that a page gives as an example.
var searches = regexp.MustCompile("(?m)(?:^|`)(pressroom search [^`\n]+)")

// The searches of the first page, and of that on queries, find something in the
// embedded releases, when they are typed in a shell.
func TestReadmeSearches(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh")
	}
	path := filepath.Dir(binary(t)) + string(filepath.ListSeparator) + os.Getenv("PATH")
	tried := 0
	for _, page := range []string{"../../README.md", "../../data/README.md"} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range searches.FindAllStringSubmatch(string(text), -1) {
			tried++
			cmd := exec.Command(shell, "-c", m[1])
			cmd.Env = append(os.Environ(), atOnce, "PATH="+path, "PRESSROOM_ARCHIVE=", "XDG_DATA_HOME="+t.TempDir())
			out, err := cmd.CombinedOutput()
			if err != nil || len(out) == 0 {
				t.Errorf("%s: %s: %v\n%s", page, m[1], err, out)
			}
		}
	}
	if tried < 4 {
		t.Errorf("the pages have %d searches", tried)
	}
}
