// Package store says what pressroom keeps for good: the sources that are
// followed, their releases in all versions, and what each reader marked. It
// keeps nothing that can be made again: columns and indexes lie elsewhere, with
// the [Generation] that they were made from.
//
// A [Store] is opened by data/store/sqlite, which keeps a file.
//
// Releases come in by imports, which are all or nothing:
//
//	result, err := s.Import(ctx, "Ministry of Trade", func(in store.Import) error {
//		for _, d := range documents {
//			if _, err := in.Put(d); err != nil {
//				return err
//			}
//		}
//		return nil
//	})
//
// A release has a number, given once and never reused, and marks hang on it.
// Another text at the same address is a new version of the same release. Every
// change of a release has a number too, in the order in which imports were
// committed. A holder of something derived from the releases keeps the
// generation it has come to, and asks for what changed since:
//
//	generation, err = s.Changes(ctx, generation, func(c store.Change) error {
//		return snapshot.Apply(c)
//	})
//
// Of a release that changed several times, only the newest change is there: it
// says how the release is now.
package store
