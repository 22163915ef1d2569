package fix

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// ignoreFixers change comments.
var ignoreFixers = []Fixer{
	{"stale-ignore", nhi.Safe, "takes out an ignore that hides nothing", "comments on a line of their own, or at the end of one", dropIgnore},
}

// idle is why the level of an ignore that hides nothing is lowered.
const idle = "it hides nothing"

// single is an ignore of one rule: of several, another may hide something.
var single = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^nhivet:ignore\s+[a-z0-9-]+\s+(until=\S+\s+)?--`) })

// comments open and close a comment that holds nothing but an ignore.
var comments = []struct{ open, close string }{{"#", ""}, {"//", ""}, {";", ""}, {"--", ""}, {"<!--", "-->"}, {"/*", "*/"}}

func dropIgnore(s *site) []nhi.Fix {
	if !slices.Contains(s.finding.Lowered, idle) || !single().MatchString(s.at().Text()) {
		return nil
	}
	f, text := s.file, s.file.Bytes()
	start := f.LineStart(f.LineOf(s.at().Start))
	before := string(text[start:s.at().Start])
	for _, c := range comments {
		head, ok := strings.CutSuffix(strings.TrimRight(before, " \t"), c.open)
		if !ok || c.close != "" && !strings.HasSuffix(strings.TrimRight(s.at().Text(), " \t"), c.close) {
			continue
		}
		if c.open == "#" && strings.HasSuffix(head, "#") || c.open == "//" && strings.HasSuffix(head, "/") {
			return nil
		}
		const says = "Take the ignore out: it hides nothing."
		if strings.TrimSpace(head) == "" {
			whole, alone := lines(f.At(start+len(head), s.at().End))
			if !alone {
				return nil
			}
			return one(nhi.Safe, says, nhi.Edit{At: whole})
		}
		return one(nhi.Safe, says, nhi.Edit{At: f.At(start+len(strings.TrimRight(head, " \t")), s.at().End)})
	}
	return nil
}
