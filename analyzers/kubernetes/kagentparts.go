package kubernetes

import (
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/kube"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// kagentPod reads what a deployment of kagent's has of a pod's: volumes, mounts,
// and further containers.
func (r *reader) kagentPod(h *holder, o *kube.Object, n *tree.Node, main *kube.Container) {
	extra := n.Get("extraContainers").Each()
	if n.Get("volumes") == nil && len(extra) == 0 {
		return
	}
	p := &kube.Pod{Object: o, Spec: n, At: o.At, Containers: []*kube.Container{main}}
	for _, c := range extra {
		if c.Kind != tree.Mapping {
			continue
		}
		more := kube.ContainerOf(c)
		p.Containers = append(p.Containers, more)
		r.env(h, "extraContainers."+more.Name, more.Env)
		r.envFrom(h, more.EnvFrom)
	}
	r.mounted(h, p)
	r.csi(h, p, "")
}

// maxChannels is how many messengers of one harness are read; people have one or two.
const maxChannels = 20

// channels are the messengers through which people talk to a harness, with the
// bot's own tokens.
func (r *reader) channels(h *holder, spec *tree.Node) {
	channels := spec.Get("channels").Each()
	for _, channel := range channels[:min(len(channels), maxChannels)] {
		for _, messenger := range [...]string{"slack", "telegram"} {
			for _, token := range [...]string{"botToken", "appToken"} {
				n := channel.Get(messenger, token)
				if n == nil {
					continue
				}
				env := strings.ToUpper(messenger + "_" + strings.TrimSuffix(token, "Token") + "_TOKEN")
				from := n.Get("valueFrom")
				switch value := n.Get("value"); {
				case scalar(value):
					r.literalEnv(h, "channels."+channel.Get("name").Str(), env, value, false)
				case from.Get("type").Str() == "Secret" && scalar(from.Get("name")):
					r.reference(h, env, from.Get("name"), from.Get("key").Str(), from.Get("name").Span)
				}
			}
		}
	}
}

// inPrompt is the store of what a model reads.
const inPrompt = "prompt"

// prompt states the credentials of known formats in the instructions of an agent.
// A name proves nothing there: prompts speak of keys all the time.
func (r *reader) prompt(h *holder, n *tree.Node) {
	for _, field := range [...]string{"systemMessage", "systemPrompt"} {
		text := n.Get(field)
		if !scalar(text) || len(text.Text) < 16 {
			continue
		}
		found, ok := r.found[h.object.File]
		if !ok {
			found = creds.Scan(h.object.File)
			r.found[h.object.File] = found
		}
		start := sort.Search(len(found), func(i int) bool { return found[i].Span.Start >= text.Span.Start })
		for _, f := range found[start:] {
			if f.Span.End > text.Span.End {
				break
			}
			c := f.Credential(field, inPrompt)
			if c == nil {
				continue
			}
			c.Key = nhi.Key("k8s-literal", h.key, field, f.Format.ID)
			c.Name, c.Origin, c.Store, c.Environment = field, nhi.FromLiteral, inPrompt, r.environment(h.object)
			r.facts.Credentials = append(r.facts.Credentials, c)
			r.edge(nhi.Holds, h.key, c.Key, c.At)
		}
	}
}
