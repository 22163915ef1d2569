package compose

import (
	"path"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/docker"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// image is what the tree says of an image that is built for a service.
type image struct {
	// dir is the build context, code the folder of the Go program that is built, or the Python
	// program that is started;
	// runs is the same for all services of one build.
	dir, code, runs string
	parts           []string  // the folders of the packages that the program imports
	file            *nhi.File // the Dockerfile; nil when the tree has none
	env             []docker.Pair
	entrypoint, cmd []word
	// baked are the keys of the credentials that the Dockerfile builds in.
	baked []string
}

// build reads the Dockerfile of a service: of the build context, relative to the
// file. nil when nothing is built, or the context is elsewhere.
func (r *reader) build(n *tree.Node) *image {
	if n == nil || n.Kind == tree.Null {
		return nil
	}
	context, name, target := n, "Dockerfile", ""
	if n.Kind == tree.Mapping {
		context = n.Get("context")
		if n.Get("dockerfile_inline") != nil {
			return nil
		}
		if f := n.Get("dockerfile"); f != nil {
			text, known := resolve(f.Str(), 0)
			if !known || text == "" || path.IsAbs(text) {
				return nil
			}
			name = text
		}
		if t := n.Get("target"); t != nil {
			text, known := resolve(t.Str(), 0)
			if !known {
				return nil
			}
			target = text
		}
	}
	dir := "."
	if context == nil {
		if n.Span.File == nil {
			return nil
		}
		dir = path.Dir(n.Span.File.Path)
	} else {
		if !context.Scalar() || remote(context.Text) {
			return nil
		}
		var ok bool
		if dir, ok = r.locate(context); !ok {
			return nil
		}
	}
	file, ok := below(dir, name)
	if !ok || r.tree == nil {
		return nil
	}
	runs := docker.Runs(file, target)
	if i, ok := r.images[runs]; ok {
		return i
	}
	i := &image{dir: dir, runs: runs}
	r.images[runs] = i
	f, err := r.tree.Read(file)
	if err != nil {
		return i
	}
	i.file = f
	parsed := docker.Parse(f)
	stage := parsed.Target(target)
	if stage == nil {
		return i
	}
	i.env = stage.Env()
	e, c := stage.Start()
	i.entrypoint, i.cmd = imageWords(e), imageWords(c)
	code := parsed.Code()
	if code == "" {
		code = stage.Script()
	}
	if code != "" {
		if p, ok := below(dir, code); ok {
			i.code = p
			i.parts = docker.GoParts(r.tree, p)
		}
	}
	i.baked = docker.Baked(file, stage, func(name, value string, at nhi.Span) string {
		if c := creds.Judge(name, value, at); c != nil {
			return c.Key
		}
		return ""
	})
	return i
}
