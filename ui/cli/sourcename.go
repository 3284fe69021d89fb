package cli

import (
	"context"
	"strings"

	"pressroom/data"
	"pressroom/data/store"
	"pressroom/ui/cli/commands"
)

// sourceNamed returns the source of a name, in whatever letters, or the only one whose
// name begins so.
func sourceNamed(ctx context.Context, s store.Store, name string) (store.Source, error) {
	return findSource(ctx, s, name, true)
}

// maxNear is how many letters of the name of a source may be mistyped.
const maxNear = 2

// findSource is sourceNamed. A beginning of a name is one only where that is asked for.
func findSource(ctx context.Context, s store.Store, name string, beginning bool) (store.Source, error) {
	list, err := s.Sources(ctx)
	if err != nil {
		return store.Source{}, err
	}
	var same, begins, near []store.Source
	folded := strings.ToLower(name)
	for _, source := range list {
		has := strings.ToLower(source.Name)
		switch {
		case source.Name == name:
			return source, nil
		case has == folded:
			same = append(same, source)
		case strings.HasPrefix(has, folded):
			begins = append(begins, source)
		case data.Distance(has, folded) <= maxNear:
			near = append(near, source)
		}
	}
	if len(same) == 0 && beginning {
		same = begins
	}
	switch shown := commands.Clip(name); {
	case len(same) == 1:
		return same[0], nil
	case len(same) > 1:
		return store.Source{}, commands.Misused("name one of "+quoted(same), "there are several sources %q", shown)
	case len(begins)+len(near) > 0:
		return store.Source{}, commands.Failed("did you mean "+quoted(append(begins, near...))+"?", "there is no source %q", shown)
	default:
		return store.Source{}, commands.Failed("pressroom source list shows the sources", "there is no source %q", shown)
	}
}

// maxQuoted is how many names a hint has.
const maxQuoted = 5

func quoted(list []store.Source) string {
	var names []string
	for _, source := range list[:min(len(list), maxQuoted)] {
		names = append(names, `"`+clean(source.Name)+`"`)
	}
	return strings.Join(names, ", ")
}
