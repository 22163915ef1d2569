package tools

import (
	"strings"
	"unicode"

	"github.com/nhivet/nhivet/internal/wordset"
)

// Changes says whether a tool's name begins or ends with a word for changing
// something: delete_ticket, createIssue. Tools that say nothing are not counted,
// nor are those that say that they read.
func Changes(name string) bool {
	for _, w := range Words(name) {
		if reading[w] {
			return false
		}
		if changing[w] {
			return true
		}
	}
	return false
}

// Words are the words of a name, in lower case: readStdin is "read" and "stdin".
func Words(name string) []string {
	var b strings.Builder
	lower := false
	for _, c := range name {
		if unicode.IsUpper(c) && lower {
			b.WriteByte(' ')
		}
		lower = unicode.IsLower(c)
		b.WriteRune(unicode.ToLower(c))
	}
	return strings.FieldsFunc(b.String(), func(c rune) bool { return strings.ContainsRune("_-./: ", c) })
}

var reading = wordset.Of("get list search read fetch find query describe show view browse lookup count check status")

var changing = wordset.Of("create update delete write push merge execute exec run send post edit remove insert apply deploy move " +
	"upload drop kill publish transfer pay refund grant revoke fork close")
