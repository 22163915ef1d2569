package tree

import (
	"bytes"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// offset is the byte at which yaml.v3 says that a node starts.
func (r *yamlReader) offset(n *yaml.Node) int {
	i := r.part.first + n.Line - 1
	if n.Line < 1 || i >= len(r.lines) {
		return r.part.end
	}
	at, column := r.lines[i], 1
	if n.Line == 1 {
		at = r.part.start
	}
	if r.ascii {
		return min(at+n.Column-1, r.part.end)
	}
	if n.Line == r.seenLine && n.Column >= r.seenColumn {
		at, column = r.seenOffset, r.seenColumn
	}
	for ; column < n.Column && at < r.part.end; column++ {
		_, size := utf8.DecodeRune(r.text[at:r.part.end])
		at += size
	}
	r.seenLine, r.seenColumn, r.seenOffset = n.Line, column, at
	return at
}

// node converts a node. start and end are its extent with quotes and markers,
// size the number of nodes that a walk over it visits. after is where an empty
// value belongs if the parser places it on a later line, -1 if it never does.
func (r *yamlReader) node(n *yaml.Node, depth, after int) (out *Node, start, end, size int) {
	start = r.offset(n)
	if depth > MaxDepth {
		r.say(start, "expected at most 1000 levels of nesting, found more")
		return &Node{Kind: Dynamic, Span: r.file.At(start, start)}, start, start, 1
	}
	out = &Node{}
	if n.Style&yaml.TaggedStyle != 0 {
		out.Tag = n.Tag
	}
	var entry *yamlBuilt
	if n.Anchor != "" {
		if r.built == nil {
			r.built = map[*yaml.Node]*yamlBuilt{}
		}
		entry = &yamlBuilt{}
		r.built[n] = entry
	}
	switch n.Kind {
	case yaml.AliasNode:
		end = r.word(start + 1)
		size = r.alias(n, out, start)
		out.Span = r.file.At(start, end)
	case yaml.MappingNode:
		end, size = r.mapping(n, out, start, depth)
	case yaml.SequenceNode:
		end, size = r.sequence(n, out, start, depth)
	default:
		size = 1
		start, end = r.scalar(n, out, start, after)
	}
	if entry != nil {
		entry.node, entry.size = out, size
	}
	return out, start, end, size
}

// alias fills a node from its anchor's.
func (r *yamlReader) alias(n *yaml.Node, out *Node, at int) (size int) {
	target := r.built[n.Alias]
	switch {
	case target == nil || target.node == nil:
		r.say(at, "expected an alias of a finished value, found one that contains itself")
	case !r.spend(target.size, at):
	default:
		span := out.Span
		*out = *target.node
		out.Span, out.Exact, out.Anchor = span, false, target.node
		return target.size
	}
	out.Kind, out.Text = Dynamic, "*"+n.Value
	return 1
}

// spend takes nodes from the document's allowance.
func (r *yamlReader) spend(n, at int) bool {
	if r.expanded+n > MaxExpansion {
		r.say(at, "expected aliases that stand for at most 100000 values, found more")
		return false
	}
	r.expanded += n
	return true
}

func (r *yamlReader) mapping(n *yaml.Node, out *Node, start, depth int) (end, size int) {
	out.Kind = Mapping
	out.Fields = make([]Field, 0, len(n.Content)/2)
	start = r.skipProperties(start)
	flow := n.Style&yaml.FlowStyle != 0 && start < len(r.text) && r.text[start] == '{'
	size, end = 1, start
	if flow {
		end++
	}
	var merges []Field
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, keyStart, keyEnd, keySize := r.node(n.Content[i], depth+1, -1)
		if i == 0 && !flow {
			start = keyStart
		}
		value, _, valueEnd, valueSize := r.node(n.Content[i+1], depth+1, keyEnd)
		end = max(end, keyEnd, valueEnd)
		f := Field{Key: r.keyText(key, keyStart, keyEnd), KeySpan: key.Span, Value: value}
		if n.Content[i].Kind == yaml.ScalarNode && n.Content[i].Tag == "!!merge" {
			// Counted where it is resolved: the aliases that name its sources are
			// not walked again.
			merges = append(merges, f)
			f.Merged = true
		}
		size += keySize + valueSize
		out.Fields = append(out.Fields, f)
	}
	if merges != nil {
		size += r.merge(out)
	}
	r.keys.check(out.Fields)
	if flow {
		end = r.closing(end, '}')
	}
	out.Span = r.file.At(start, end)
	return end, size
}

// keyText is a key as a string. What is no scalar is kept as it is written.
func (r *yamlReader) keyText(key *Node, start, end int) string {
	if key.Scalar() || key.Kind == Null {
		return key.Text
	}
	return string(r.text[start:max(start, min(end, start+256))])
}

// merge replaces the merge keys among a mapping's fields with what they bring:
// own keys win, then earlier sources. What is not a mapping stays as written.
func (r *yamlReader) merge(m *Node) (size int) {
	taken := make(map[string]bool, len(m.Fields))
	for _, f := range m.Fields {
		if !f.Merged {
			taken[f.Key] = true
		}
	}
	fields := make([]Field, 0, len(m.Fields))
	for _, f := range m.Fields {
		if !f.Merged {
			fields = append(fields, f)
			continue
		}
		f.Merged = false
		sources := []*Node{f.Value}
		if f.Value.Kind == Sequence {
			sources = f.Value.Items
		}
		at := f.KeySpan.Union(f.Value.Span)
		for _, source := range sources {
			if source.Kind != Mapping || !r.spend(len(source.Fields), at.Start) {
				fields = append(fields, Field{Key: f.Key, KeySpan: f.KeySpan, Value: source})
				continue
			}
			size += len(source.Fields)
			// From the last, because the last of duplicate keys counts.
			brought := make([]Field, 0, len(source.Fields))
			for i := len(source.Fields) - 1; i >= 0; i-- {
				g := source.Fields[i]
				if taken[g.Key] {
					continue
				}
				taken[g.Key] = true
				g.Merged, g.KeySpan = true, at
				brought = append(brought, g)
			}
			for i := len(brought) - 1; i >= 0; i-- {
				fields = append(fields, brought[i])
			}
		}
	}
	m.Fields = fields
	return size
}

func (r *yamlReader) sequence(n *yaml.Node, out *Node, start, depth int) (end, size int) {
	out.Kind = Sequence
	out.Items = make([]*Node, 0, len(n.Content))
	start = r.skipProperties(start)
	flow := n.Style&yaml.FlowStyle != 0
	size, end = 1, min(start+1, r.part.end)
	for _, c := range n.Content {
		item, _, itemEnd, itemSize := r.node(c, depth+1, -1)
		end = max(end, itemEnd)
		size += itemSize
		out.Items = append(out.Items, item)
	}
	if flow {
		end = r.closing(end, ']')
	}
	out.Span = r.file.At(start, end)
	return end, size
}

// closing is the offset behind the bracket that ends a flow collection whose last
// entry ends at an offset.
func (r *yamlReader) closing(from int, bracket byte) int {
	for i := from; i < r.part.end; i++ {
		switch b := r.text[i]; {
		case b == bracket:
			return i + 1
		case b == '#':
			i = r.lineEnd(i)
		case b == ' ', b == '\t', b == '\n', b == '\r', b == ',', b == ':', b == '?':
		case wideBreak(r.text[i:]) > 0:
			i += wideBreak(r.text[i:]) - 1
		default:
			return from
		}
	}
	return from
}

// lineEnd is the offset of the line break at or behind an offset.
func (r *yamlReader) lineEnd(from int) int {
	for i := from; i < r.part.end; i++ {
		if b := r.text[i]; b == '\n' || b == '\r' || b >= utf8.RuneSelf && wideBreak(r.text[i:]) > 0 {
			return i
		}
	}
	return r.part.end
}

// word is the end of an anchor's name: letters, digits, _ and -.
func (r *yamlReader) word(i int) int {
	for i < r.part.end {
		b := r.text[i]
		if b != '_' && b != '-' && (b < '0' || b > '9') && (b < 'A' || b > 'Z') && (b < 'a' || b > 'z') {
			break
		}
		i++
	}
	return i
}

// properties is the end of the anchor and tag at an offset, the offset itself
// without any: no other token starts with their indicators.
func (r *yamlReader) properties(at int) int {
	end := at
	for range 2 {
		if at >= r.part.end {
			break
		}
		if r.text[at] == '&' {
			end = r.word(at + 1)
		} else if r.text[at] == '!' {
			stop := []byte(" \t\r\n,[]{}")
			if bytes.HasPrefix(r.text[at:r.part.end], []byte("!<")) {
				stop = []byte(" \t\r\n")
			}
			for end = at; end < r.part.end && bytes.IndexByte(stop, r.text[end]) < 0; end++ {
			}
		} else {
			break
		}
		at = r.space(end)
	}
	return end
}

// space skips white space, line breaks and comments.
func (r *yamlReader) space(i int) int {
	for i < r.part.end {
		switch b := r.text[i]; {
		case b == ' ', b == '\t', b == '\n', b == '\r':
			i++
		case b == '#':
			i = r.lineEnd(i)
		case b >= utf8.RuneSelf && wideBreak(r.text[i:]) > 0:
			i += wideBreak(r.text[i:])
		default:
			return i
		}
	}
	return i
}

// skipProperties is the offset of the value behind an anchor and a tag.
func (r *yamlReader) skipProperties(at int) int {
	if end := r.properties(at); end > at {
		return r.space(end)
	}
	return at
}
