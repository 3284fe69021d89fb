package intake

import (
	"context"
	"errors"
	"fmt"
	"io"

	"pressroom/data"
	"pressroom/data/feed"
	"pressroom/data/store"
)

// Input is one thing that is brought in.
type Input struct {
	Name string // of the file or the address, for messages
	Open func() (io.ReadCloser, error)

	Address     string    // where it comes from; "" for a file
	ContentType string    // of the HTTP response
	Date        data.Date // for releases that have none; 0 to skip them

	// Found says that nobody named it: it lies in a folder. Where it cannot be
	// read it is skipped, and no error.
	Found bool
}

// Options say how to import.
type Options struct {
	Format feed.Format     // "" to look at the bytes
	Dry    bool            // change nothing, and say what would be changed
	Item   func(items int) // is told how many releases were read; may be nil
}

// Import brings inputs into a source of a store: all of them or, after an error,
// none. What was skipped or mended until then is in the summary.
func Import(ctx context.Context, s store.Store, source string, inputs []Input, o Options) (Summary, error) {
	summary := Summary{Source: source}
	read := func(to putter) (*keeper, error) {
		k := newKeeper(ctx, s, to, &summary)
		for i := range inputs {
			if err := k.read(&inputs[i], o); err != nil {
				return k, err
			}
		}
		if k.items == 0 {
			return k, fmt.Errorf("%s: no release in it", named(inputs))
		}
		return k, nil
	}
	if o.Dry {
		d, err := newDry(ctx, s, source)
		if err != nil {
			return summary, err
		}
		k, err := read(d)
		if err == nil {
			k.end(d.result)
		}
		return summary, err
	}
	var k *keeper
	result, err := s.Import(ctx, source, func(in store.Import) (err error) {
		k, err = read(in)
		return err
	})
	if err == nil {
		k.end(result)
	}
	return summary, err
}

// named returns what messages call inputs.
func named(inputs []Input) string {
	if len(inputs) == 1 {
		return inputs[0].Name
	}
	return fmt.Sprintf("%d files", len(inputs))
}

// keptError is an error of keeping, and not of the document.
type keptError struct{ error }

func (e *keptError) Unwrap() error { return e.error }

// read keeps what is in an input.
func (k *keeper) read(in *Input, o Options) error {
	err := k.readAll(in, o)
	var kept *keptError
	switch {
	case err == nil:
		return nil
	case k.ctx.Err() != nil:
		return context.Cause(k.ctx)
	case errors.As(err, &kept):
		return kept.error
	case in.Found:
		k.problem(data.Place{File: in.Name}, "skipped: "+withoutName(err, in.Name))
		return nil
	}
	return err
}

// withoutName returns an error's text without the name that it begins with.
func withoutName(err error, name string) string {
	text := err.Error()
	if n := len(name) + len(": "); len(text) > n && text[:n] == name+": " {
		return text[n:]
	}
	return text
}

func (k *keeper) readAll(in *Input, o Options) error {
	r, err := in.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	options := feed.Options{Format: o.Format, Address: in.Address, ContentType: in.ContentType, Date: in.Date}
	report, err := feed.Read(in.Name, r, options, func(it feed.Item) error {
		if _, err := k.keep(it); err != nil {
			return &keptError{err}
		}
		if o.Item != nil {
			o.Item(k.items)
		}
		return k.ctx.Err()
	})
	k.tell(report.Problems)
	return err
}
