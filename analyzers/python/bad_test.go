package python

import (
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

// TestBad: what nobody can read, and what is nested deeper than people write, is told in
// a notice with its line, and what stands after it is read.
func TestBad(t *testing.T) {
	const head = "import openai\n"
	key := "\nopenai.OpenAI(api_key='" + creds.Sample("openai-api-key", 5) + "')\n"
	deep := func(open, inner, end string) string {
		return strings.Repeat(open, 50000) + inner + strings.Repeat(end, 50000)
	}
	blocks := ""
	for i := range 1500 {
		blocks += strings.Repeat(" ", i) + "if x:\n"
	}
	nhitest.Bad(t, Analyzer, "a.py", head, key, map[string]nhitest.Broken{
		"Python 2":        {"print 'hello', x\nexec 'a' in b\ntry:\n    pass\nexcept E, e:\n    raise E, 'x'\nx = `1`\ny = 0777\nif a <> b: pass", 2},
		"brackets":        {"f((((\nx = [1, 2\ndef g(:", 2},
		"tabs and spaces": {"if x:\n\tif y:\n        z = 1\n\x0cclass A:\n\tdef f(self):\n\t\treturn 1", 3},
		"form feeds":      {"\x0cclass A:\n\x0c    b = 1\n\x0c", 0},
		"groups":          {"x = " + deep("(", "1", ")"), 2},
		"dictionaries":    {"x = " + deep("{1:\n", "1", "}\n"), 2},
		"functions":       {"x = (" + deep("lambda:\n", "1", "") + ")", 2},
		"signs":           {"x = (" + deep("not\n", "1", "") + ")", 2},
		"conditions":      {"x = (" + deep("1 if a else\n", "1", "") + ")", 2},
		"a long chain":    {"x = (a" + strings.Repeat(".b()\n", 50000) + ")", 2},
		"blocks":          {blocks + strings.Repeat(" ", 1500) + "pass", 2},
		"decorators":      {strings.Repeat("@a\n", 50000) + "def f(): pass", 0},
		"texts":           {"x = " + strings.Repeat("f'{", 10000) + "1" + strings.Repeat("}'", 10000), 2},
		"no text":         {"x = '\xff\xfe\xc3'", 0},
	})
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"cut off":   {`{"cells": [{"cell_type": "code", "source": ["import openai\n"`, 1},
		"of R":      {`{"metadata": {"kernelspec": {"language": "R"}}, "cells": [{"cell_type": "code", "source": ["import openai\n"]}]}`, 0},
		"no code":   {`{"cells": [{"cell_type": "markdown", "source": ["import openai\n"]}]}`, 0},
		"no SDK":    {`{"cells": [{"cell_type": "code", "source": ["import os\n"`, 0},
		"no object": {`import openai`, 1},
	} {
		f := nhi.NewFile("a.ipynb", []byte(c.text))
		facts := nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{f}})
		if len(facts.Notices) != c.want || c.want > 0 && !facts.Notices[0].Incomplete {
			t.Errorf("a notebook %s: %v", name, facts.Notices)
		}
	}
}
