package cloudformation

import (
	"bytes"
	"slices"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/nhi"
)

// givers are resources that give rights to an identity that they name, and make
// nothing run as it.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
var givers = map[string]bool{
	"AWS::IAM::Policy": true, "AWS::IAM::ManagedPolicy": true, "AWS::IAM::RolePolicy": true, "AWS::IAM::UserPolicy": true,
}

// inclusions are how a template takes in another file, which may name whatever the
// template has: the Include macro, and bodies of APIs and state machines.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
var inclusions = [...]string{"AWS::Include", "DefinitionUri", "DefinitionS3Location", "BodyS3Location", "DefinitionBody", "DefinitionSubstitutions"}

// open says whether a template takes in another file, or is a part that another one
// takes in: those do not say which version of the format they are.
func (t *template) open() bool {
	if !bytes.Contains(t.file.Bytes(), []byte("AWSTemplateFormatVersion")) {
		return true
	}
	for _, word := range inclusions {
		if bytes.Contains(t.file.Bytes(), []byte(word)) {
			return true
		}
	}
	return false
}

// uses are the logical ids that a template names anywhere but in the resource itself
// and in what gives it rights: a reference, an output, a dependency, and any other
// word that is the same.
func (t *template) uses() map[string]bool {
	type region struct {
		id         string
		start, end int
		giver      bool
	}
	var regions []region
	for _, res := range t.resources {
		if res.props != nil && res.props.Span.Valid() && res.props.Span.File == res.head.File && !res.made {
			regions = append(regions, region{res.id, res.head.Start, res.props.Span.End, givers[res.kind]})
		}
	}
	slices.SortFunc(regions, func(a, b region) int { return a.start - b.start })
	used := map[string]bool{}
	text, at := t.file.Bytes(), 0
	for i := 0; i < len(text); {
		if !letter(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && letter(text[i]) {
			i++
		}
		id := string(text[start:i])
		if res := t.byID[id]; res == nil || res.head.Start <= start && start < res.head.End {
			continue
		}
		for at < len(regions) && regions[at].end <= start {
			at++
		}
		if at < len(regions) && regions[at].start <= start && (regions[at].giver || regions[at].id == id) {
			continue
		}
		used[id] = true
	}
	return used
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// unused marks a role that nothing of its template names but what gives it rights.
func (r *reader) unused(s *stack, i *nhi.Identity, res *resource) {
	if i.Kind != "role" || res.made || aws.FoundByName[i.Name] || s.open() {
		return
	}
	used, ok := r.used[s.template]
	if !ok {
		used = s.uses()
		r.used[s.template] = used
	}
	// Its ARN may be put together of its name.
	if !used[res.id] && !bytes.Contains(s.file.Bytes(), []byte("role/"+i.Name)) {
		i.Attributes[nhi.Unused] = "true"
	}
}
