package body

import "testing"

// A title of office has its bearer, or what the office is for, behind it: no heading
// ends with one, whatever opens a sentence otherwise. A plain noun may end one.
func TestHeadingsAndTitlesOfOffice(t *testing.T) {
	check(t, []rule{
		{"office", "It grew. Deputy Minister For trade and investment, the office said, will attend.", []string{
			"paragraph It grew. Deputy Minister For trade and investment, the office said, will attend."}},
		{"noun", "It grew. Deputy Ministries For trade and investment, the office said, will attend.", []string{
			"paragraph It grew.", "heading Deputy Ministries", "paragraph For trade and investment, the office said, will attend."}},
		{"known before an office", "It grew. Background Minister Kim has held talks.", []string{
			"paragraph It grew.", "heading Background", "paragraph Minister Kim has held talks."}},
		{"known before a noun", "It grew. Background Harbour Lines has held talks.", []string{
			"paragraph It grew.", "heading Background", "paragraph Harbour Lines has held talks."}},
		{"known before a body", "It grew. Background Harbour Committee has held talks.", []string{
			"paragraph It grew.", "heading Background", "paragraph Harbour Committee has held talks."}},
	})
}
