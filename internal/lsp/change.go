package lsp

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"unicode/utf8"
)

// change is a new text of a stretch, or without one of the whole file.
type change struct {
	Range *span  `json:"range"`
	Text  string `json:"text"`
}

// change makes the changes of an edit in the text of a file. Of one that is not open
// only a whole text can be taken.
func (s *server) change(ctx context.Context, p changeParams) error {
	var text []byte
	s.mu.Lock()
	if old := s.open[fileOf(p.TextDocument.URI)]; old != nil {
		text = old.bytes
	}
	s.mu.Unlock()
	text, err := changedBy(text, p.ContentChanges)
	if err != nil {
		return err
	}
	return s.edit(ctx, p.TextDocument, text)
}

// edit takes a new text of a file and says at once what is true of it alone.
func (s *server) edit(ctx context.Context, d document, written []byte) error {
	file := fileOf(d.URI)
	if file == "" {
		return nil // untitled, or on another machine
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.folderOf(file)
	if f == nil {
		return nil
	}
	old := s.open[file]
	now := &text{uri: d.URI, version: d.Version, bytes: written}
	if old != nil {
		now.items = moved(old.items, split(old.bytes), split(now.bytes))
	} else if found := f.found[file]; len(found) > 0 && found[0].text != nil {
		now.items = moved(found, split(found[0].text), split(now.bytes))
	}
	s.open[file] = now
	defer s.changed()
	alone, err := f.alone(ctx, file, now.bytes, s.o.Now(), s.o.Version)
	if err != nil {
		return err
	}
	now.items = append(slices.DeleteFunc(now.items, func(i item) bool { return !i.wide() }), alone...)
	s.publish(f, file, now.items)
	return nil
}

// changedBy is a text after changes, each of which is made in what the one before it
// left. The text itself stays: it may be scanned at this moment.
func changedBy(text []byte, list []change) ([]byte, error) {
	for _, c := range list {
		if c.Range == nil {
			text = []byte(c.Text)
			continue
		}
		start, end := offsetOf(text, c.Range.Start), offsetOf(text, c.Range.End)
		if start > end {
			return nil, fmt.Errorf("change: expected a range that ends behind its start, found %+v", *c.Range)
		}
		next := make([]byte, 0, len(text)+len(c.Text)-(end-start))
		text = append(append(append(next, text[:start]...), c.Text...), text[end:]...)
	}
	return text, nil
}

// offsetOf is the byte of a position, which counts UTF-16 units. What is past the end
// of a line is its end, and past the last line the end of the text, as the protocol
// has it. Lines end with \n, \r\n or \r.
func offsetOf(text []byte, p position) int {
	at := 0
	for range p.Line {
		i := bytes.IndexAny(text[at:], "\r\n")
		if i < 0 {
			return len(text)
		}
		at += i + 1
		if text[at-1] == '\r' && at < len(text) && text[at] == '\n' {
			at++
		}
	}
	for n := 0; n < p.Character && at < len(text) && text[at] != '\n' && text[at] != '\r'; n++ {
		r, size := utf8.DecodeRune(text[at:])
		if r > 0xFFFF {
			n++
		}
		at += size
	}
	return at
}
