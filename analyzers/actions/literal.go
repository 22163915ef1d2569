package actions

import (
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
	"github.com/nhivet/nhivet/internal/tree"
)

// words that a script must have for a literal in it to be a credential.
func hints(text string) bool {
	text = strings.ToLower(text)
	for _, w := range [...]string{"key", "token", "secret", "pass", "pwd", "auth", "cred"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// literal states a credential that is written out.
func (r *reader) literal(name, text, store string, node *tree.Node, at nhi.Span, throwaway map[string]bool) {
	if text == "" || strings.Contains(text, "${{") || throwaway[text] || !creds.Named(name).Secret() && len(text) < 16 {
		return
	}
	c := creds.Judge(name, text, at)
	if c == nil || throwaway[c.Secret.Reveal()] {
		return
	}
	c.Store = store
	if node != nil {
		r.literals[node] = c.Key
	}
	if r.once("credential " + c.Key) {
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
}

// workflowLiterals looks for credentials that are written out in the environments,
// inputs and scripts of a workflow. What a job gives to its own service
// containers is gone with them.
func (r *reader) workflowLiterals(root *tree.Node) {
	throwaway := map[string]bool{}
	jobs := root.Get("jobs").Entries()
	for _, j := range jobs {
		for _, s := range j.Value.Get("services").Entries() {
			for _, e := range s.Value.Get("env").Entries() {
				throwaway[e.Value.Str()] = true
			}
		}
	}
	r.mapLiterals(root.Get("env"), "env", throwaway)
	for _, j := range jobs {
		r.mapLiterals(j.Value.Get("env"), "env", throwaway)
		r.mapLiterals(j.Value.Get("with"), "file", throwaway)
		r.mapLiterals(j.Value.Get("secrets"), "file", throwaway)
		r.mapLiterals(j.Value.Get("container", "env"), "env", throwaway)
		r.stepLiterals(j.Value.Get("steps"), throwaway)
	}
}

func (r *reader) mapLiterals(n *tree.Node, store string, throwaway map[string]bool) {
	for _, f := range n.Entries() {
		if f.Value.Scalar() {
			r.literal(f.Key, f.Value.Text, store, f.Value, f.Value.Span, throwaway)
		}
	}
}

func (r *reader) stepLiterals(steps *tree.Node, throwaway map[string]bool) {
	for _, n := range steps.Each() {
		r.mapLiterals(n.Get("env"), "env", throwaway)
		r.mapLiterals(n.Get("with"), "file", throwaway)
		run := n.Get("run")
		if run == nil || !strings.Contains(run.Text, "=") && !strings.Contains(run.Text, "--") || !hints(run.Text) || !posix(n.Get("shell").Str()) {
			continue
		}
		shell.Read(mask(run.Text), func(words []shell.Word, array bool) {
			for i, w := range words {
				if array || !w.Literal {
					continue
				}
				switch {
				case w.Equals > 0:
					name := strings.TrimLeft(w.Text[:w.Equals], "-")
					store := "code"
					if strings.HasPrefix(w.Text, "-") {
						store = "argument"
					}
					if creds.Named(name).Secret() {
						r.literal(name, w.Text[w.Equals+1:], store, nil, place(run, w.After, w.End), throwaway)
					}
				case strings.HasPrefix(w.Text, "--") && i+1 < len(words) && words[i+1].Literal && creds.Named(w.Text[2:]).Secret():
					v := words[i+1]
					r.literal(w.Text[2:], v.Text, "argument", nil, place(run, v.Start, v.End), throwaway)
				}
			}
		})
	}
}
