package lsp

import (
	"slices"
	"strings"
	"testing"
)

func TestChangedBy(t *testing.T) {
	at := func(a, b, c, d int) *span { return &span{position{a, b}, position{c, d}} }
	for _, x := range []struct {
		text string
		list []change
		want string
	}{
		{"a\nb\n", []change{{nil, "c"}}, "c"},
		{"a\nb\n", []change{{at(1, 0, 1, 1), "c"}}, "a\nc\n"},
		{"a\nb\n", []change{{at(2, 0, 2, 0), "c"}}, "a\nb\nc"},
		{"a\r\nbc\rd\n", []change{{at(1, 1, 2, 0), "x"}}, "a\r\nbxd\n"},
		{"ü🔑x\n", []change{{at(0, 3, 0, 4), "y"}}, "ü🔑y\n"},
		{"ü🔑x\n", []change{{at(0, 1, 0, 3), ""}, {at(0, 1, 0, 1), "zz"}}, "üzzx\n"},
		{"a\nb", []change{{at(0, 99, 0, 99), "!"}, {at(99, 0, 99, 9), "?"}}, "a!\nb?"},
		{"", []change{{at(0, 0, 0, 0), "a"}}, "a"},
	} {
		before := []byte(x.text)
		got, err := changedBy(before, x.list)
		if err != nil || string(got) != x.want {
			t.Errorf("%q: %q, %v", x.text, got, err)
		}
		if string(before) != x.text {
			t.Errorf("%q was changed", x.text)
		}
	}
	if _, err := changedBy([]byte("a\nb"), []change{{at(1, 0, 0, 0), ""}}); err == nil {
		t.Error("a range that ends before its start is taken")
	}
}

// TestTyping types a key into a file, character by character, and takes it away.
func TestTyping(t *testing.T) {
	dir := t.TempDir()
	e := start(t, dir)
	defer e.end(t)
	from, to, _ := strings.Cut(written, key)
	e.open(t, "a.yaml", from+to)
	line, column := strings.Count(from, "\n"), len(from)-strings.LastIndex(from, "\n")-1
	version := 1
	send := func(changes ...change) {
		version++
		e.tell(t, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uriOf(dir + "/a.yaml"), "version": version}, "contentChanges": changes})
	}
	for i := range key {
		p := position{line, column + i}
		send(change{&span{p, p}, key[i : i+1]})
	}
	p := e.until(t, "a.yaml", "the typed key", func(list []diagnostic) bool {
		i := slices.IndexFunc(list, func(d diagnostic) bool { return d.Code == "literal-credential" })
		return i >= 0 && list[i].Range.End.Character == column+len(key)
	})
	if *p.Version > version {
		t.Error(*p.Version)
	}
	send(change{&span{position{line, column}, position{line, column + len(key)}}, "valueOf"}, change{&span{position{0, 0}, position{0, 0}}, "# the key is gone\n"})
	e.until(t, "a.yaml", "the text without it", lacks("literal-credential"))
}
