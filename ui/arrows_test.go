package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floor is a part of the house, and what its packages may import.
type floor struct {
	dir    string   // the packages of this folder and below
	own    []string // folders of pressroom that they may import from
	others func(imported string) bool
}

// floors are in the order in which a package looks for its own: the first one
// that it lies in. Tests may use what libraries they like, but their arrows
// climb no more than others do.
var floors = []floor{
	{"data/text", nil, func(imported string) bool { return strings.HasPrefix(imported, "golang.org/x/text/") }},
	{"data", []string{"data"}, func(imported string) bool {
		return !strings.HasPrefix(imported, "charm.land/") && !strings.HasPrefix(imported, "github.com/charmbracelet/")
	}},
	{"model", []string{"model", "data"}, func(imported string) bool {
		return imported == "charm.land/bubbletea/v2" // messages and commands
	}},
	{"ui", []string{"ui", "model", "data"}, func(string) bool { return true }},
	{".", []string{"ui"}, func(string) bool { return false }}, // main
}

// allowed reports whether the package in folder dir may import another.
func allowed(dir, imported string, test bool) bool {
	for _, f := range floors {
		if !within(dir, f.dir) {
			continue
		}
		if own, ok := strings.CutPrefix(imported, "pressroom/"); ok {
			for _, below := range f.own {
				if within(own, below) {
					return true
				}
			}
			return false
		}
		if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
			return first != "pressroom" // the standard library
		}
		return test || dir != "data" && f.others(imported)
	}
	return false
}

func within(dir, above string) bool {
	return above == "." && dir == "." || dir == above || strings.HasPrefix(dir, above+"/")
}

// TestArrows fails on an import that climbs.
func TestArrows(t *testing.T) {
	files := 0
	eachFile(t, ".", parser.ImportsOnly, func(name string, _ *token.FileSet, file *ast.File) {
		files++
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !allowed(path.Dir(name), imported, strings.HasSuffix(name, "_test.go")) {
				t.Errorf("%s may not import %s", name, imported)
			}
		}
	})
	if files < 50 {
		t.Errorf("only %d files were read", files)
	}
}

// starters may start goroutines over texts, or while a terminal is raw: each turns
// a panic into an error.
var starters = []string{
	"data/parallel.go",
	"ui/cli/cli.go", "ui/cli/serve.go", "ui/screen/session.go", "ui/screen/tty.go",
}

// TestGoroutines fails on a goroutine that nobody keeps from taking the process
// with it when it panics, and from leaving a terminal raw. Those of the server
// are its own affair.
func TestGoroutines(t *testing.T) {
	found := map[string]bool{}
	for _, dir := range []string{"data", "model", "ui"} {
		eachFile(t, dir, 0, func(name string, fset *token.FileSet, file *ast.File) {
			if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "ui/ssh/") {
				return
			}
			ast.Inspect(file, func(n ast.Node) bool {
				begins := false
				switch n := n.(type) {
				case *ast.GoStmt:
					begins = true
				case *ast.CallExpr: // of a WaitGroup, or of package context or time
					sel, ok := n.Fun.(*ast.SelectorExpr)
					begins = ok && sel.Sel.Name == "Go"
				}
				if !begins {
					return true
				}
				found[name] = true
				if !slices.Contains(starters, name) {
					t.Errorf("%v starts a goroutine: data.Parallel and data.Shared do so", fset.Position(n.Pos()))
				}
				return true
			})
		})
	}
	for _, name := range starters {
		if !found[name] {
			t.Errorf("%s starts no goroutine", name)
		}
	}
}

// eachFile calls f with each Go file of the module below a folder.
func eachFile(t *testing.T, dir string, mode parser.Mode, f func(name string, fset *token.FileSet, file *ast.File)) {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(os.DirFS(root), dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := path.Base(name); d.IsDir() && name != "." && (base == "testdata" || base[0] == '.' || base[0] == '_') {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, filepath.Join(root, name), nil, mode)
		if err != nil {
			return err
		}
		f(name, fset, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// moduleRoot returns the folder with go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", os.ErrNotExist
		}
		dir = filepath.Dir(dir)
	}
}

func TestAllowed(t *testing.T) {
	for _, test := range []struct {
		dir, imported string
		test, want    bool
	}{
		{"data", "strings", false, true},
		{"data", "pressroom/data/board", true, true},
		{"data", "golang.org/x/text/unicode/norm", false, false},
		{"data", "pressroom/model", true, false},
		{"data/text", "golang.org/x/text/unicode/norm", false, true},
		{"data/text", "github.com/sahilm/fuzzy", false, false},
		{"data/text", "pressroom/data", true, false},
		{"data/index/letters", "github.com/sahilm/fuzzy", false, true},
		{"data/index/letters", "pressroom/data", false, true},
		{"data/index/letters", "pressroom/model", false, false},
		{"data/body", "charm.land/glamour/v2", false, false},
		{"model", "pressroom/data/index/letters", false, true},
		{"model", "charm.land/bubbletea/v2", false, true},
		{"model", "charm.land/lipgloss/v2", false, false},
		{"model", "pressroom/ui", true, false},
		{"ui/cli", "pressroom/model", false, true},
		{"ui/cli", "github.com/spf13/cobra", false, true},
		{"ui", "pressroom", false, false},
		{".", "pressroom/ui/cli", false, true},
		{".", "pressroom/data", false, false},
		{".", "github.com/spf13/cobra", false, false},
		{"internal", "strings", false, false},
	} {
		if got := allowed(test.dir, test.imported, test.test); got != test.want {
			t.Errorf("allowed(%q, %q, %v) = %v", test.dir, test.imported, test.test, got)
		}
	}
}
