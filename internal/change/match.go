package change

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/picture"
)

// comparison is the state of one.
type comparison struct {
	base, head           *picture.Picture
	basePlain, headPlain *strings.Replacer
	// The numbers of the secrets that findings are about.
	baseSecrets, headSecrets map[string]int
	// was is the ID in the base of what has an ID in the head; what is new is not
	// in it.
	was map[string]string
	out []Change

	baseIndex, headIndex index
}

// index are the things of a picture by ID.
type index struct {
	agents      map[string]*picture.Agent
	identities  map[string]*picture.Identity
	credentials map[string]*picture.Credential
	tools       map[string]*picture.Tool
	gates       map[string]*picture.Gate
}

func indexOf(p *picture.Picture) index {
	i := index{map[string]*picture.Agent{}, map[string]*picture.Identity{}, map[string]*picture.Credential{}, map[string]*picture.Tool{}, map[string]*picture.Gate{}}
	for _, x := range p.Agents {
		i.agents[x.ID] = x
	}
	for _, x := range p.Identities {
		i.identities[x.ID] = x
	}
	for _, x := range p.Credentials {
		i.credentials[x.ID] = x
	}
	for _, x := range p.Tools {
		i.tools[x.ID] = x
	}
	for _, x := range p.Gates {
		i.gates[x.ID] = x
	}
	return i
}

// tier is one way to recognise a thing: two with the same mark are the same. The
// surest tiers come first. Alone ones count only where there is one of the mark on
// each side.
type tier[T any] struct {
	mark  func(T) string
	alone bool
}

// match finds for each thing of the head what it was in the base: an index, or -1.
// Of several with one mark the first is the first.
func match[T any](base, head []T, tiers ...tier[T]) []int {
	was := make([]int, len(head))
	for i := range was {
		was[i] = -1
	}
	taken := make([]bool, len(base))
	for _, t := range tiers {
		left := map[string][]int{}
		for i, x := range base {
			if mark := t.mark(x); !taken[i] && mark != "" {
				left[mark] = append(left[mark], i)
			}
		}
		open := map[string]int{}
		for i, x := range head {
			if was[i] < 0 {
				open[t.mark(x)]++
			}
		}
		for i, x := range head {
			mark := t.mark(x)
			if was[i] >= 0 || len(left[mark]) == 0 || t.alone && (len(left[mark]) != 1 || open[mark] != 1) {
				continue
			}
			was[i] = left[mark][0]
			taken[was[i]] = true
			left[mark] = left[mark][1:]
		}
	}
	return was
}

// gone are the indices of the base that nothing of the head was.
func gone(n int, was []int) []int {
	seen := make([]bool, n)
	for _, i := range was {
		if i >= 0 {
			seen[i] = true
		}
	}
	var out []int
	for i := range seen {
		if !seen[i] {
			out = append(out, i)
		}
	}
	return out
}

func marks(parts ...string) string { return strings.Join(parts, "\x00") }

// plain is a name without the folders of its file, which some names have.
func plain(name string, at nhi.Position) string {
	return strings.ReplaceAll(name, at.File, path.Base(at.File))
}

// texts makes texts plain: the paths that names of agents have in them.
func texts(p *picture.Picture) *strings.Replacer {
	var pairs []string
	seen := map[string]bool{}
	for _, a := range p.Agents {
		if !seen[a.At.File] && strings.Contains(a.Name, a.At.File) {
			seen[a.At.File] = true
			pairs = append(pairs, a.At.File, path.Base(a.At.File))
		}
	}
	return strings.NewReplacer(pairs...)
}

// bare is a name without its file at all.
func bare(name string, at nhi.Position) string {
	return strings.ReplaceAll(name, at.File, "")
}

// recognise fills was, for everything but grants and findings.
func (c *comparison) recognise() {
	c.baseIndex, c.headIndex = indexOf(c.base), indexOf(c.head)
	c.basePlain, c.headPlain = texts(c.base), texts(c.head)
	pair(c, c.base.Agents, c.head.Agents, func(a *picture.Agent) string { return a.ID },
		tier[*picture.Agent]{mark: func(a *picture.Agent) string { return a.Key }},
		tier[*picture.Agent]{mark: func(a *picture.Agent) string { return marks(a.Kind, a.Platform, a.Environment, plain(a.Name, a.At)) }},
		tier[*picture.Agent]{mark: func(a *picture.Agent) string { return marks(a.Kind, a.Platform, plain(a.Name, a.At)) }},
		tier[*picture.Agent]{mark: func(a *picture.Agent) string { return marks(a.Kind, a.Platform, a.Environment, bare(a.Name, a.At)) }, alone: true})
	pair(c, c.base.Identities, c.head.Identities, func(i *picture.Identity) string { return i.ID },
		tier[*picture.Identity]{mark: func(i *picture.Identity) string { return i.Key }},
		tier[*picture.Identity]{mark: func(i *picture.Identity) string { return strings.Join(i.Aliases, "\x00") }},
		tier[*picture.Identity]{mark: func(i *picture.Identity) string {
			return marks(i.Kind, i.Platform, i.Namespace, i.Environment, plain(i.Name, i.At))
		}},
		tier[*picture.Identity]{mark: func(i *picture.Identity) string { return marks(i.Kind, i.Platform, i.Namespace, plain(i.Name, i.At)) }},
		tier[*picture.Identity]{mark: func(i *picture.Identity) string { return marks(i.Kind, i.Platform, plain(i.Name, i.At)) }, alone: true})
	pair(c, c.base.Tools, c.head.Tools, func(t *picture.Tool) string { return t.ID },
		tier[*picture.Tool]{mark: func(t *picture.Tool) string { return t.Key }},
		tier[*picture.Tool]{mark: func(t *picture.Tool) string { return marks(t.Kind, t.Name, t.URL, t.Package) }},
		tier[*picture.Tool]{mark: func(t *picture.Tool) string { return marks(t.Kind, t.Name) }, alone: true})
	holders := func(x index, c *picture.Credential) string {
		var names []string
		for _, id := range c.Agents {
			names = append(names, plain(x.agents[id].Name, x.agents[id].At))
		}
		return strings.Join(names, "\x01")
	}
	in := map[*picture.Credential]string{}
	for _, x := range c.base.Credentials {
		in[x] = holders(c.baseIndex, x)
	}
	for _, x := range c.head.Credentials {
		in[x] = holders(c.headIndex, x)
	}
	pair(c, c.base.Credentials, c.head.Credentials, func(x *picture.Credential) string { return x.ID },
		tier[*picture.Credential]{mark: func(x *picture.Credential) string { return marks(x.Key, x.Name) }},
		tier[*picture.Credential]{mark: func(x *picture.Credential) string {
			return marks(x.Kind, x.Name, string(x.Origin), x.Store, x.Environment, in[x])
		}},
		tier[*picture.Credential]{mark: func(x *picture.Credential) string { return marks(x.Kind, x.Name, in[x]) }},
		tier[*picture.Credential]{mark: func(x *picture.Credential) string {
			return marks(x.Kind, x.Name, path.Base(x.At.File), x.Environment)
		}},
		tier[*picture.Credential]{mark: func(x *picture.Credential) string { return marks(x.Kind, x.Name) }, alone: true})
	pair(c, c.base.Gates, c.head.Gates, func(g *picture.Gate) string { return g.ID },
		tier[*picture.Gate]{mark: func(g *picture.Gate) string { return marks(g.Key, g.State) }},
		tier[*picture.Gate]{mark: func(g *picture.Gate) string { return g.Key }},
		tier[*picture.Gate]{mark: func(g *picture.Gate) string { return marks(g.Kind, g.Name, path.Base(g.At.File)) }},
		tier[*picture.Gate]{mark: func(g *picture.Gate) string { return marks(g.Kind, g.Name) }, alone: true})
}

func pair[T any](c *comparison, base, head []T, id func(T) string, tiers ...tier[T]) {
	for h, b := range match(base, head, tiers...) {
		if b >= 0 {
			c.was[id(head[h])] = id(base[b])
		}
	}
}

// old is the ID in the base of a thing of the head, or a name that no thing of the
// base has.
func (c *comparison) old(id string) string {
	if was := c.was[id]; was != "" {
		return was
	}
	if id == "" {
		return ""
	}
	return "new " + id
}

// names are the names of agents.
func names(x index, ids []string) []string {
	out := []string{}
	for _, id := range ids {
		if a := x.agents[id]; a != nil {
			out = append(out, picture.Brief(a.Name, a.At))
		}
	}
	return out
}
