// Package fuzzy matches and ranks headlines by letters and words.
package fuzzy
