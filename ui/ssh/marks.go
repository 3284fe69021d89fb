package ssh

import (
	"context"
	"fmt"
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"pressroom/data/store"
	"pressroom/model"
	"pressroom/ui/cli/commands"
)

// markTime is how long marks may take to be read when a session begins, and to be written when it ends.
const markTime = 3 * time.Second

// keeper returns what keeps the marks of the session's key: nil where it has none, or the server keeps no marks.
func (x *session) keeper(ctx context.Context) (*commands.Keeper, error) {
	key := x.conn.fingerprint()
	if key == "" || x.srv.cfg.Marks == nil {
		return nil, nil
	}
	s, err := x.srv.cfg.Marks(ctx)
	if s == nil || err != nil {
		return nil, err
	}
	return &commands.Keeper{Store: sharedMarks{s, x}, Reader: "ssh " + key}, nil
}

// noMarks returns the message to a session without kept marks.
func (x *session) noMarks() string {
	if x.conn.fingerprint() == "" {
		return "marks are kept by the key that you log in with: ssh -i KEY"
	}
	return "this server keeps no marks"
}

// marks opens what the session's key has marked: nil where nothing is kept of it.
func (x *session) marks(ctx context.Context) (*model.MarkWriter, error) {
	ctx, cancel := context.WithTimeout(ctx, markTime)
	defer cancel()
	k, err := x.keeper(ctx)
	if k == nil || err != nil {
		return nil, err
	}
	return model.OpenMarks(ctx, k.Store, k.Reader)
}

// writeMarks writes what was marked and is not written yet, when a reader has ended: whatever ended it.
func (x *session) writeMarks(ctx context.Context) {
	if x.kept == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTime)
	defer cancel()
	if err := x.kept.Flush(ctx); err != nil {
		x.srv.metrics.errors.Add(1)
		x.log.Error("marks not kept", "key", x.conn.fingerprint(), "error", err)
		x.say("pressroom: your last marks could not be saved.\n")
	}
}

// The rate of new keys with marks from one address: keys cost nothing, and an archive has [store.MaxReaders].
const (
	keyPeak         = 50
	keyRate         = rate.Limit(1.0 / 3600) // a second
	maxKeyAddresses = 10_000                 // addresses that are remembered
)

// keyLimits limits how many keys come to have marks, by address.
type keyLimits = lru.Cache[netip.Prefix, *rate.Limiter]

// allowKey counts a new key of an address in, or returns an error where there were too many.
func allowKey(limits *keyLimits, from netip.Prefix, now time.Time) error {
	l, known := limits.Get(from)
	if !known {
		l = rate.NewLimiter(keyRate, keyPeak)
		if other, there, _ := limits.PeekOrAdd(from, l); there { // another session was quicker
			l = other
		}
	}
	if !l.AllowN(now, 1) {
		return fmt.Errorf("%w: the marks of %d new keys from your address: come again in an hour", store.ErrLimit, keyPeak)
	}
	return nil
}

// sharedMarks are the marks of a key: what one of its sessions marks the others show.
type sharedMarks struct {
	commands.MarkStore
	x *session
}

// Mark implements [model.MarkStore]. Nothing is kept of a key that only looked: see [model.OnlyLooked].
func (s sharedMarks) Mark(ctx context.Context, reader string, b store.Batch) error {
	version, err := s.MarksVersion(ctx, reader)
	if err != nil {
		return err
	}
	if version == 0 {
		if model.OnlyLooked(b) {
			return nil
		}
		if err := allowKey(s.x.srv.newKeys, s.x.conn.from, s.x.srv.cfg.Clock()); err != nil {
			return err
		}
	}
	err = s.MarkStore.Mark(ctx, reader, b)
	if err == nil {
		s.notify()
	}
	return err
}

// Undo implements [model.MarkStore].
func (s sharedMarks) Undo(ctx context.Context, reader string, since time.Time) (store.Action, error) {
	a, err := s.MarkStore.Undo(ctx, reader, since)
	if err == nil && len(a.Numbers) > 0 {
		s.notify()
	}
	return a, err
}

// Forget implements [commands.MarkStore].
func (s sharedMarks) Forget(ctx context.Context, reader string) error {
	err := s.MarkStore.Forget(ctx, reader)
	if err == nil {
		s.notify()
	}
	return err
}

// notify makes the other readers of the key read their marks again.
func (s sharedMarks) notify() {
	key := s.x.conn.fingerprint()
	for _, other := range s.x.srv.readers() {
		if reader := other.reader(); other != s.x && other.conn.fingerprint() == key && reader != nil {
			reader.Send(model.Newer{})
		}
	}
}
