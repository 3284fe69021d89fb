package data

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrLeave is for [ReplaceFile]: what is there stays, and that is no error.
var ErrLeave = errors.New("what is there stays")

// oldEnough is after what time without a write a file that was begun is nobody's any more.
const oldEnough = 10 * time.Minute

// ReplaceFile makes a file, or puts another one in its place, when that is whole and on
// the disk: who reads meanwhile, and whatever ends the program, finds the old one or the
// new. Fill fills an empty file of that mode, less what the user's umask takes, whose name
// begins with a dot and which lies in the same folder; after an error of fill the old one
// stays. What a killed program has begun goes the next time.
func ReplaceFile(path string, mode fs.FileMode, fill func(name string) error) (err error) {
	sweep(path)
	folder, base := filepath.Split(path)
	if folder == "" {
		folder = "."
	}
	name := filepath.Join(folder, "."+base+"."+rand.Text()[:8]+".new")
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(name)
			os.Remove(name + "-journal") // that of a database, which a full disk leaves
		}
		if errors.Is(err, ErrLeave) {
			err = nil
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	if err := fill(name); err != nil {
		return err
	}
	if err := SyncFile(name); err != nil {
		return err
	}
	if err := os.Rename(name, path); err != nil {
		return err
	}
	SyncFolder(folder)
	return nil
}

// sweep removes what killed programs have begun, also the logs of databases.
func sweep(path string) {
	list, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".*.new*")) // a name with signs of patterns keeps them
	for _, name := range list {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) > oldEnough {
			_ = os.Remove(name)
		}
	}
}

// FileURL returns the URL of a file, as databases are named by.
func FileURL(path string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") { // a drive's letter
		slashed = "/" + slashed
	}
	return (&url.URL{Scheme: "file", Path: slashed}).String()
}

// SyncFile has all of a file on the disk.
func SyncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// SyncFolder has the names in a folder on the disk, where the system and the disk can do
// that.
func SyncFolder(path string) {
	d, err := os.Open(path)
	if err != nil {
		return
	}
	defer d.Close()
	_ = d.Sync()
}
