package compose

import (
	"path"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/envfile"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// use is a secret or config that a service has.
type use struct {
	name       string
	at         nhi.Span
	definition *tree.Node // at the top level; nil when there is none
}

// uses reads the secrets or configs of a service: names, or mappings with a
// source.
func (r *reader) uses(s *service, kind string) []use {
	var out []use
	for _, n := range s.node.Get(kind).Each() {
		source := n
		if n.Kind == tree.Mapping {
			source = n.Get("source")
		}
		if source.Str() == "" {
			continue
		}
		u := use{name: source.Text, at: source.Span}
		if s.p != nil {
			u.definition = s.p.root.Get(kind, source.Text)
		}
		out = append(out, u)
	}
	return out
}

// secret states a secret that is mounted as a file. What it is its name says, or
// that of the file or variable that it comes from.
func (r *reader) secret(h *holder, u use) {
	if !h.keeps() {
		return
	}
	d := u.definition
	file, variable := d.Get("file"), d.Get("environment")
	c := creds.Describe(u.name)
	for _, n := range []*tree.Node{variable, file} {
		if c == nil || c.Vendor == "" {
			if named := creds.Describe(path.Base(n.Str())); named != nil && (c == nil || named.Vendor != "") {
				c = named
			}
		}
	}
	if c == nil {
		return
	}
	c.Name, c.Store, c.At, c.Alternative = u.name, inFile, u.at, ""
	external, _ := d.Get("external").Truth()
	switch {
	case variable.Scalar():
		c.Key, c.Origin = nhi.EnvKey(r.dir, variable.Text), nhi.FromEnv
	case external:
		name := u.name
		if n, known := resolve(d.Get("name").Str(), 0); known && n != "" {
			name = n
		}
		c.Key, c.Origin = nhi.Key("compose-secret", name), nhi.FromStore
	case file.Scalar():
		name, ok := r.locate(file)
		if text, known := resolve(file.Text, 0); !ok && known {
			name = text // of the machine
		} else if !ok {
			return
		} else if aliases, secret := r.content(name, u.name); secret {
			c.Aliases = aliases
		} else {
			return
		}
		c.Key, c.Origin = nhi.Key("file", name), nhi.FromFile
	default:
		return
	}
	r.hold(h, c, u.name, u.at)
}

// maxSecret is how large a secret's file is looked into, in bytes.
const maxSecret = 64 << 10

// content looks into the file of a secret, where the tree has it: the keys under
// which what it holds is stated by others, and false when it shows to hold no
// secret. One value, or assignments.
func (r *reader) content(name, secret string) (aliases []string, ok bool) {
	f, err := r.tree.Read(name)
	if err != nil || f.Len() == 0 || f.Len() > maxSecret {
		// The login of a database is as often one that is started to be thrown away.
		class := creds.Named(secret).Class
		return nil, class != creds.ConnectionString && class != creds.Password
	}
	if c := creds.Judge(secret, string(f.Bytes()), f.At(0, f.Len())); c != nil {
		return []string{c.Key}, true
	}
	pairs := envfile.Parse(f)
	for _, p := range pairs {
		if keys, is := judged(p); is && (keys != nil || p.Value.Text == "" || !p.Value.IsLiteral()) {
			return keys, true
		}
	}
	return nil, false
}

// config ties a service to the credentials that stand in the content of a config.
func (r *reader) config(h *holder, u use) {
	content := u.definition.Get("content")
	if !content.Scalar() || content.Span.File == nil {
		return
	}
	for _, c := range r.shapes(content.Span.File) {
		if content.Span.Overlaps(c.At) {
			r.hold(h, c, "", u.at)
		}
	}
}

// shapes are the credentials of a file that can be told by their shape.
func (r *reader) shapes(f *nhi.File) []*nhi.Credential {
	if out, ok := r.scanned[f]; ok {
		return out
	}
	var out []*nhi.Credential
	for _, found := range creds.Scan(f) {
		out = append(out, found.Credential("", "file"))
	}
	r.scanned[f] = out
	return out
}
