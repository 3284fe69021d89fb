package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// The limits of what a reader of the source can hold in mind, outside of tests.
const (
	maxFile    = 400 // lines of a file
	maxFunc    = 60  // lines of a function
	maxBranchy = 20  // ways through a function: see branches
)

// TestSizes fails on a file or a function that is too long, and on a function that
// branches too much.
func TestSizes(t *testing.T) {
	files := 0
	eachFile(t, ".", parser.SkipObjectResolution, func(name string, fset *token.FileSet, file *ast.File) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		files++
		if n := fset.File(file.Pos()).LineCount(); n > maxFile {
			t.Errorf("%s has %d lines, more than %d: give one of its ideas a file of its own", name, n, maxFile)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			at := fset.Position(f.Pos())
			if n := fset.Position(f.End()).Line - at.Line + 1; n > maxFunc {
				t.Errorf("%v: %s has %d lines, more than %d", at, f.Name.Name, n, maxFunc)
			}
			if n := branches(f); n > maxBranchy {
				t.Errorf("%v: %s has a cyclomatic complexity of %d, more than %d: name some of its conditions", at, f.Name.Name, n, maxBranchy)
			}
		}
	})
	if files < 50 {
		t.Errorf("only %d files were read", files)
	}
}

// branches counts the ways through a function, its cyclomatic complexity: one, and
// one more for each condition.
func branches(f *ast.FuncDecl) int {
	ways := 1
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			ways++
		case *ast.CaseClause:
			if n.List != nil {
				ways++
			}
		case *ast.CommClause:
			if n.Comm != nil {
				ways++
			}
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				ways++
			}
		}
		return true
	})
	return ways
}

func TestBranches(t *testing.T) {
	for _, test := range []struct {
		body string
		want int
	}{
		{"", 1},
		{"if a { } else { }", 2},
		{"for a && b { }", 3},
		{"for range a { if b || c { } }", 4},
		{"switch a { case 1, 2: case 3: default: }", 3},
		{"select { case <-a: default: }", 2},
		{"func() { if a { } }()", 2},
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "a.go", "package a\nfunc f() { "+test.body+" }", 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := branches(file.Decls[0].(*ast.FuncDecl)); got != test.want {
			t.Errorf("branches(%q) = %d, want %d", test.body, got, test.want)
		}
	}
}
