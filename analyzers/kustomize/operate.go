package kustomize

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/tree"
)

// operate makes one operation of JSON 6902.
func (b *builder) operate(root, op *tree.Node) bool {
	keys, ok := pointer(op.Get("path").Str())
	if !ok {
		return false
	}
	switch op.Get("op").Str() {
	case "add", "replace":
		v := op.Get("value")
		if v == nil {
			return false
		}
		return set(root, keys, b.copied(v), op.Get("op").Str() == "add")
	case "remove":
		return set(root, keys, nil, false)
	case "copy", "move":
		from, ok := pointer(op.Get("from").Str())
		if !ok {
			return false
		}
		v := find(root, from)
		if v == nil {
			return false
		}
		v = b.copied(v)
		if op.Get("op").Str() == "move" && !set(root, from, nil, false) {
			return false
		}
		return set(root, keys, v, true)
	case "test":
		return true
	}
	return false
}

func pointer(s string) ([]string, bool) {
	rest, ok := strings.CutPrefix(s, "/")
	if !ok || rest == "" {
		return nil, false
	}
	keys := strings.Split(rest, "/")
	for i, k := range keys {
		keys[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(k)
	}
	return keys, true
}

func find(n *tree.Node, keys []string) *tree.Node {
	for _, k := range keys {
		switch {
		case n == nil:
			return nil
		case n.Kind == tree.Sequence:
			i, err := strconv.Atoi(k)
			if err != nil || i < 0 || i >= len(n.Items) {
				return nil
			}
			n = n.Items[i]
		default:
			n = n.Get(k)
		}
	}
	return n
}

// set changes, adds or, without a value, removes what a pointer names.
func set(root *tree.Node, keys []string, value *tree.Node, add bool) bool {
	n := find(root, keys[:len(keys)-1])
	last := keys[len(keys)-1]
	switch {
	case n == nil:
		return false
	case n.Kind == tree.Mapping:
		if f := n.Field(last); f == nil && !add {
			return false
		}
		if value == nil {
			drop(n, last)
			return true
		}
		put(n, last, value)
		return true
	case n.Kind == tree.Sequence:
		if last == "-" && value != nil {
			n.Items = append(n.Items, value)
			return true
		}
		i, err := strconv.Atoi(last)
		switch {
		case err != nil || i < 0 || i > len(n.Items) || i == len(n.Items) && (!add || value == nil):
			return false
		case value == nil:
			n.Items = slices.Delete(n.Items, i, i+1)
		case add:
			n.Items = slices.Insert(n.Items, i, value)
		default:
			n.Items[i] = value
		}
		return true
	}
	return false
}
