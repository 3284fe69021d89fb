package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"pressroom/data"
	"pressroom/data/names"
	"pressroom/ui/cli/commands"
)

// knownPath returns the user's list of renamings and spellings: that of --known, or the
// one in the user's folder for what is configured. It is "" where there is no folder.
func knownPath(flag string, env environment) string {
	if flag != "" {
		return flag
	}
	dir := userFolder(env, "XDG_CONFIG_HOME", ".config")
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, "pressroom", "known.txt")
}

// extendNames reads the user's list of renamings and spellings, once. A list that nobody
// named need not be there. The problems are of its lines.
func (p *program) extendNames() ([]data.Problem, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	path := knownPath(p.known, p.env)
	if p.listed || path == "" {
		return nil, nil
	}
	p.listed = true
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) && p.known == "" {
		return nil, nil
	}
	var problems []data.Problem
	if err == nil {
		defer f.Close()
		problems, err = names.Extend(path, f)
	}
	switch {
	case err == nil:
		return problems, nil
	case p.known == "":
		return []data.Problem{{Place: data.Place{File: path}, What: "cannot be read, and is left out: " + reason(err).Error()}}, nil
	}
	return nil, commands.Failed("", "%s: cannot be read: %v", path, reason(err))
}
