package fix

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// entryFixers take out what lets too much through, and change addresses.
var entryFixers = []Fixer{
	{"unrestricted-shell", nhi.Unsafe, "takes the entry for every command out of the list of what runs unasked", "settings of coding agents in JSON", dropAllowed},
	{"open-to-everyone", nhi.Unsafe, "takes out the setting that lets everybody in", "GitHub workflows", dropSetting},
	{"approval-off", nhi.Unsafe, "takes out the flag that switches approval off", "GitHub workflows", dropFlag},
	{"cleartext-tool", nhi.Unsafe, "calls the server by https, where the address names no port", "files that hold the address as it is", encrypt},
	{"cleartext-store", nhi.Unsafe, "calls the store by https, where the address names no port or Vault's own", "Kubernetes manifests", encrypt},
}

// dropAllowed: what is not in the list is asked about.
func dropAllowed(s *site) []nhi.Fix {
	if !ends(s.file, ".json") || s.at().Text() == "" {
		return nil
	}
	steps := way(s.documents(s.file), s.at())
	if len(steps) < 2 || steps[len(steps)-2].node.Kind != tree.Sequence || steps[len(steps)-1].node.Span != s.at() {
		return nil
	}
	e, ok := withoutEntry(s.at())
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, "Ask before a command is run; allow by name, with their arguments, the commands that the task needs.", e)
}

// dropSetting leaves the default of the action, which admits people with write
// access alone.
func dropSetting(s *site) []nhi.Fix {
	if !workflow(s.file) {
		return nil
	}
	e, ok := s.withoutField(s.at())
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, "Let in who has write access, which is the action's default; name whoever else has to be let in.", e)
}

// withoutField takes an entry of a block of YAML out with its lines; not the only
// one, since what is left would be no mapping.
func (s *site) withoutField(at nhi.Span) (nhi.Edit, bool) {
	steps := way(s.documents(s.file), at)
	for i := len(steps) - 1; i > 0; i-- {
		f := steps[i].field
		if f == nil {
			continue
		}
		entry := f.Span()
		parent := steps[i-1].node
		if !holds(entry, at) || len(parent.Fields) < 2 || parent.Span.Start < len(s.file.Bytes()) && s.file.Bytes()[parent.Span.Start] == '{' {
			return nhi.Edit{}, false
		}
		return fieldLines(*f)
	}
	return nhi.Edit{}, false
}

// fieldLines are the lines of an entry of a block of YAML, with what is quoted
// and its comment.
func fieldLines(f tree.Field) (nhi.Edit, bool) {
	file, span := f.KeySpan.File, f.Span()
	from, end := file.LineStart(file.LineOf(span.Start)), file.LineStart(file.LineOf(span.End)+1)
	if span.End > span.Start && file.LineStart(file.LineOf(span.End)) == span.End {
		end = span.End
	}
	if len(bytes.TrimSpace(file.Bytes()[from:span.Start])) > 0 {
		return nhi.Edit{}, false // behind a dash, or on a line with another
	}
	return nhi.Edit{At: file.At(from, end)}, true
}

// flag is an option of a command line.
var flag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^--[a-z][a-z-]*$`) })

func dropFlag(s *site) []nhi.Fix {
	at := s.at()
	if !workflow(s.file) || !flag().MatchString(at.Text()) {
		return nil
	}
	const text = "Ask before tools are used: name those that the task needs with --allowedTools, since nobody is there to be asked."
	steps := way(s.documents(s.file), at)
	if len(steps) == 0 {
		return nil
	}
	last := steps[len(steps)-1]
	switch {
	case last.field == nil || last.node == nil || last.node.Kind != tree.String:
		return nil
	case strings.TrimSpace(last.node.Text) == at.Text():
		if e, ok := s.withoutField(at); ok {
			return one(nhi.Unsafe, text, e)
		}
		return nil
	}
	if whole, alone := lines(at); alone {
		return one(nhi.Unsafe, text, nhi.Edit{At: whole})
	}
	from := at.Start
	for from > last.node.Span.Start && s.file.Bytes()[from-1] == ' ' {
		from--
	}
	if from == at.Start { // the first word
		to := at.End
		for to < last.node.Span.End && s.file.Bytes()[to] == ' ' {
			to++
		}
		return one(nhi.Unsafe, text, nhi.Edit{At: s.file.At(from, to)})
	}
	return one(nhi.Unsafe, text, nhi.Edit{At: s.file.At(from, at.End)})
}

// plain is an address by plain HTTP. A port that is not the scheme's own, nor
// Vault's, is unlikely to speak TLS as well.
var plain = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^http://[^/:{}$\s]+(:8200)?(/[^\s]*)?$`) })

func encrypt(s *site) []nhi.Fix {
	text := s.at().Text()
	if !plain().MatchString(text) || s.finding.Rule.Name == "cleartext-tool" && strings.Contains(text[len("http://"):], ":") {
		return nil
	}
	return one(nhi.Unsafe, "Call it by https; look whether it answers there.", replace(within(s.at(), 0, len("http")), "https"))
}
