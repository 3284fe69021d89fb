// Package intake brings releases into a store: from files and addresses that
// somebody names, and from sources that are followed.
//
//	summary, err := intake.Import(ctx, s, "imported", inputs, intake.Options{})
//	summary, err := intake.Sync(ctx, s, client, source)
//
// What a source brings is all or nothing: after an error the store is as it
// was. The same brought again changes nothing. So that this holds, of what has
// one address the first is kept, an undated release keeps the date of the day on
// which it was first seen, and a text that was cut off never takes the place of
// the whole one.
//
// A release that is no longer at its source stays, and is known for it: vanish.go tells
// what is proof of that.
package intake
