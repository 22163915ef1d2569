// Package wordset keeps tables of words as people write them: one text, the
// words apart by spaces and line ends.
package wordset

import "strings"

// Of is the set of a list's words.
func Of(list string) map[string]bool {
	words := strings.Fields(list)
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// Has says whether a list, too short to be worth a set, has a word.
func Has(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}
