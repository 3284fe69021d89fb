package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// session is a connection and the statements that were prepared on it. One
// goroutine uses it at a time.
type session struct {
	*sql.Conn
	prepared map[string]*sql.Stmt
}

func newSession(ctx context.Context, db *sql.DB) (*session, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &session{conn, map[string]*sql.Stmt{}}, nil
}

// stmt returns a statement, which is prepared the first time.
func (s *session) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := s.prepared[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.PrepareContext(ctx, query)
	if err == nil {
		s.prepared[query] = stmt
	}
	return stmt, err
}

// rows returns the rows of a query. They must be closed before it is asked again.
func (s *session) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := s.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// close closes the statements too: SQLite keeps a connection that has any.
func (s *session) close() error {
	var errs []error
	for _, stmt := range s.prepared {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, s.Conn.Close())...)
}

// take returns a session to read with, which give takes back. Their number is not
// bounded, since a caller may begin another read within one.
func (f *file) take(ctx context.Context) (*session, error) {
	f.mu.Lock()
	if n := len(f.idle); n > 0 {
		s := f.idle[n-1]
		f.idle = f.idle[:n-1]
		f.mu.Unlock()
		return s, nil
	}
	f.mu.Unlock()
	return newSession(ctx, f.readers)
}

// give takes a session back. One that is not as it was is closed.
func (f *file) give(s *session, sound bool) {
	f.mu.Lock()
	if sound = sound && !f.closed && len(f.idle) < maxIdle; sound {
		f.idle = append(f.idle, s)
	}
	f.mu.Unlock()
	if !sound {
		s.close()
	}
}
