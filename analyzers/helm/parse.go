package helm

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/nhivet/nhivet/internal/nhi"
)

// source is the parsed text of one file.
type source struct {
	main    *template
	defined []*template
	err     error
	line    int // of the error
}

// parsed reads a text and the templates that it defines.
func parsed(name string, f *nhi.File, src val) *source {
	text := src.text()
	if err := nested(text); err != nil {
		return &source{err: err}
	}
	// The name stands in errors alone.
	const file = "text"
	tree := parse.New(file)
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(text, "", "", trees); err != nil {
		return &source{err: errors.New("a template that does not parse"), line: parseLine(err, file)}
	}
	sites := map[parse.Pos]nhi.Span{}
	s := &source{main: &template{name: name, root: tree.Root, src: src, sites: sites, file: f}}
	for _, key := range slices.Sorted(maps.Keys(trees)) {
		if key != file {
			s.defined = append(s.defined, &template{name: key, root: trees[key].Root, src: src, sites: sites, file: f})
		}
	}
	return s
}

// addTo adds the templates to those that others see. Of two with one name the
// later one counts, unless it is empty.
func (s *source) addTo(set *templates) {
	for _, t := range append([]*template{s.main}, s.defined...) {
		if set.own[t.name] == nil || !parse.IsEmptyTree(t.root) {
			set.own[t.name] = t
		}
	}
}

// openers are the words that begin a block.
var openers = map[string]bool{"if": true, "with": true, "range": true, "define": true, "block": true}

// nested keeps the parser, which is recursive, from running out of stack: it
// counts blocks and parentheses before it starts.
func nested(text string) error {
	var blocks []int // each with its else-branches, which are nested too
	depth, parens := 0, 0
	for rest := text; ; {
		i := strings.Index(rest, "{{")
		if i < 0 {
			return nil
		}
		rest = rest[i+2:]
		end := strings.Index(rest, "}}")
		if end < 0 {
			end = len(rest)
		}
		action := rest[:end]
		parens = max(0, parens+strings.Count(action, "(")-strings.Count(action, ")"))
		widest := parens + strings.Count(action, "(")
		word := strings.TrimLeft(strings.TrimPrefix(action, "-"), " \t\r\n")
		if i := strings.IndexAny(word, " \t\r\n-"); i >= 0 {
			word = word[:i]
		}
		switch {
		case openers[word]:
			blocks, depth = append(blocks, 1), depth+1
		case word == "else" && len(blocks) > 0:
			blocks[len(blocks)-1]++
			depth++
		case word == "end" && len(blocks) > 0:
			depth -= blocks[len(blocks)-1]
			blocks = blocks[:len(blocks)-1]
		}
		if depth > maxBlocks || widest > maxBlocks {
			return fmt.Errorf("expected at most %d blocks in each other, found more", maxBlocks)
		}
		rest = rest[end:]
	}
}

// parseLine is the line that an error of the parser names.
func parseLine(err error, name string) (line int) {
	rest, ok := strings.CutPrefix(err.Error(), "template: "+name+":")
	if ok {
		_, _ = fmt.Sscanf(rest, "%d", &line)
	}
	return line
}
