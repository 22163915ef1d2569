package kubernetes

import (
	"bytes"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

func configMapKey(scope, namespace, name, entry string) string {
	return nhi.Key("k8s-configmap", scope, namespace, name, entry)
}

// maxEmbedded is the largest file inside a ConfigMap that is read line by line.
const maxEmbedded = 64 << 10

// configMap reads the values of a ConfigMap, and the settings inside the small
// files that it holds.
func (r *reader) configMap(o *kube.Object) {
	if o.Node.Get("sops") != nil {
		return
	}
	n := o.Node.Get("data")
	if n == nil || n.Kind != tree.Mapping {
		return
	}
	for _, f := range n.Fields {
		if !scalar(f.Value) {
			continue
		}
		key := configMapKey(r.scope, o.Space(), o.Name, f.Key)
		if !strings.Contains(strings.TrimRight(f.Value.Text, "\n"), "\n") && !templated(f.Value.Text) {
			c := creds.Judge(f.Key, f.Value.Text, f.Value.Span)
			if c == nil {
				c = weak(o, f.Key, f.Value.Text, f.Value.Span)
			}
			r.stored(o, c, f.Key, inConfigMap, key)
			continue
		}
		r.embedded(o, f.Value, inConfigMap, key, weak)
	}
}

// embedded reads the settings of a small file that stands in a value, each at its
// own place; weak judges what everybody knows.
func (r *reader) embedded(o *kube.Object, n *tree.Node, store, key string, weak func(*kube.Object, string, string, nhi.Span) *nhi.Credential) {
	if n.Span.End-n.Span.Start > maxEmbedded {
		return
	}
	for _, s := range settings(n.Span) {
		var c *nhi.Credential
		if r.word(s.name).secret || identified(s.value) {
			c = creds.Judge(s.name, s.value, s.at)
		}
		if c == nil {
			c = weak(o, s.name, s.value, s.at)
		}
		if c != nil {
			r.inside[key] = append(r.inside[key], key+"#"+s.name)
		}
		r.stored(o, c, s.name, store, key+"#"+s.name)
	}
}

type setting struct {
	name, value string
	at          nhi.Span
}

// settings finds lines of the form NAME=value, name: value and "name": "value"
// under a span. Lines are read as they stand in the file, so that their places
// are exact.
func settings(span nhi.Span) []setting {
	var out []setting
	text := span.File.Bytes()
	for start := span.Start; start < span.End; {
		end := start
		if i := bytes.IndexByte(text[start:span.End], '\n'); i >= 0 {
			end += i
		} else {
			end = span.End
		}
		if s, ok := settingOf(span.File, start, end); ok {
			out = append(out, s)
		}
		start = end + 1
	}
	return out
}

func settingOf(f *nhi.File, start, end int) (setting, bool) {
	line := f.Bytes()[start:end]
	sep := bytes.IndexAny(line, "=:")
	if sep < 1 {
		return setting{}, false
	}
	name := strings.Trim(string(line[:sep]), " \t\"'")
	name = strings.TrimPrefix(name, "export ")
	if name == "" || len(name) > 128 || strings.ContainsAny(name, " \t#/<>{}()[]\"'") {
		return setting{}, false
	}
	from, to := start+sep+1, end
	trim := func(set string) {
		for from < to && strings.IndexByte(set, f.Bytes()[from]) >= 0 {
			from++
		}
		for from < to && strings.IndexByte(set, f.Bytes()[to-1]) >= 0 {
			to--
		}
	}
	trim(" \t\r,;")
	if q := f.Bytes()[from:to]; len(q) >= 2 && (q[0] == '"' || q[0] == '\'') && q[len(q)-1] == q[0] {
		from, to = from+1, to-1
	}
	value := string(f.Bytes()[from:to])
	if value == "" || templated(value) {
		return setting{}, false
	}
	return setting{name: name, value: value, at: f.At(from, to)}, true
}
