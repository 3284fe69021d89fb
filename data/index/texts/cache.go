package texts

import "sync"

// maxCache is how many bytes of terms are kept.
const maxCache = 4 << 20

// cache has the terms that were looked up lately, in snapshots of the same end, until the index changes.
type cache struct {
	mu      sync.Mutex
	changes int // of the index
	state   string
	end     int
	terms   map[string]*term
}

// get returns a term, nil where it is not known, and how often the index has changed.
func (k *cache) get(key string, end int) (t *term, changes int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if end != k.end {
		return nil, k.changes
	}
	return k.terms[key], k.changes
}

// put remembers a term, unless the index has changed since it was asked for; where there are too many, it alone.
func (k *cache) put(key string, end, changes int, t *term) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if changes != k.changes {
		return
	}
	if k.terms == nil || end != k.end || len(k.terms)*end/4 > maxCache { // two sets of a bit for each number
		k.end, k.terms = end, map[string]*term{}
	}
	k.terms[key] = t
}

// validate clears the cache where the index is at another state than it was.
func (k *cache) validate(state string) {
	k.mu.Lock()
	other := k.state != state
	k.state = state
	k.mu.Unlock()
	if other {
		k.clear()
	}
}

// clear removes all terms, since the index changes.
func (k *cache) clear() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.terms = nil
	k.changes++
}
