package jobs

import (
	"fmt"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// maxVariables is how many variables the jobs of one pipeline may set and read,
// all together: with shared variables it is the product of both. The largest
// known pipelines come to 100,000.
const maxVariables = 200_000

// judgement is a text that was judged: many jobs share a variable.
type judgement struct {
	file  *nhi.File
	start int
	name  string
}

// reference is a variable that is read under a name.
type reference struct {
	name, stored string
	at           nhi.Span
	// sure says that it is a secret, and not only called like one.
	sure bool
}

type literal struct {
	scope, name, store string
	c                  *nhi.Credential
}

// Federate says that the job logs in to a vendor without a static key, so that
// the vendor's SDK finds it in the environment.
func (j *Job) Federate(vendor, way string) {
	if j.federations[vendor] == "" {
		j.federations[vendor] = way
	}
}

// federation is the vendor of a keyless login that a variable sets up. The ARN
// of a role alone is none here: pipelines hand it to commands that assume it with
// a static key.
func federation(variable string) (vendor string, ok bool) {
	if variable == "AWS_ROLE_ARN" {
		return "", false
	}
	return creds.FederationEnv(variable)
}

// Given says that the file or a script sets a variable: reading it is no use of
// a stored secret.
func (j *Job) Given(name string) { j.given[name] = true }

// spend takes one variable from the pipeline's allowance.
func (j *Job) spend() bool {
	if j.p.spent++; j.p.spent <= maxVariables {
		return true
	}
	if j.p.spent == maxVariables+1 {
		j.p.Facts.Notices = append(j.p.Facts.Notices, nhi.Notice{Path: j.path, Incomplete: true,
			Reason: fmt.Sprintf("expected at most %d variables in all jobs together, found more", maxVariables)})
	}
	return false
}

// Variable reads a variable that the file sets. scope tells variables of one name
// apart: a job, or the file.
func (j *Job) Variable(scope, name, value string, at nhi.Span) {
	if !j.spend() {
		return
	}
	if vendor, ok := federation(name); ok && value != "" {
		j.Federate(vendor, "the federation that "+name+" sets up")
	}
	i := strings.IndexByte(value, '$')
	if i < 0 || j.p.Reference == nil {
		j.given[name] = true
		j.Literal(scope, name, "env", value, at)
		return
	}
	stored, n := j.p.Reference(value[i:])
	switch {
	case n == 0:
		j.given[name] = true
		j.Literal(scope, name, "env", value, at)
	case i == 0 && n == len(value):
		if stored != name {
			j.given[name] = true
		}
		j.references = append(j.references, reference{name: name, stored: stored, at: at})
	default:
		j.given[name] = true
		for _, r := range j.p.reads(value, func(int, int) nhi.Span { return at }) {
			if r.stored != name {
				j.references = append(j.references, r)
			}
		}
	}
}

// Input reads a setting of a step: a literal under its name, or the variables
// that it is made of.
func (j *Job) Input(scope, name, value string, at nhi.Span) {
	if !j.spend() {
		return
	}
	if refs := j.p.reads(value, func(int, int) nhi.Span { return at }); len(refs) > 0 {
		j.references = append(j.references, refs...)
		return
	}
	j.Literal(scope, name, "file", value, at)
}

// Literal judges a text that is written out under a name.
func (j *Job) Literal(scope, name, store, value string, at nhi.Span) {
	if c := j.p.judge(name, value, at); c != nil {
		j.literals = append(j.literals, literal{scope, name, store, c})
	}
}

func (p *Pipeline) judge(name, value string, at nhi.Span) *nhi.Credential {
	if !p.promising(name) && len(value) < 16 || templated(value) {
		return nil
	}
	k := judgement{at.File, at.Start, name}
	c, ok := p.judged[k]
	if !ok {
		c = creds.Judge(name, value, at)
		p.judged[k] = c
	}
	return c
}

// templated says whether something fills the text in before it is used.
func templated(text string) bool {
	return strings.Contains(text, "${{") || strings.Contains(text, "{{") || strings.Contains(text, "<<") || strings.Contains(text, "$[[") || strings.Contains(text, "$(")
}
