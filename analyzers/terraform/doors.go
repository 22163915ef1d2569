package terraform

import (
	"slices"

	"github.com/nhivet/nhivet/internal/nhi"
)

// doorRow is how a resource lets everybody call a workload: an argument of its
// own, or another resource that names it.
type doorRow struct {
	kind  string // the other resource; empty for an argument of its own
	names string // the argument of it that names the workload
	path  string
	value string
	// roles are those that let one call it, where the value stands beside a role.
	roles []string
	why   string
}

var cloudRun = []doorRow{
	// https://cloud.google.com/run/docs/securing/managing-access#invoker_check
	{path: "invoker_iam_disabled", value: "true", why: "nobody is asked who calls"},
	{kind: "google_cloud_run_v2_service_iam_member", names: "name", path: "member", value: "allUsers", roles: []string{"roles/run.invoker"}, why: "allUsers may call it"},
	{kind: "google_cloud_run_v2_service_iam_binding", names: "name", path: "members", value: "allUsers", roles: []string{"roles/run.invoker"}, why: "allUsers may call it"},
	{kind: "google_cloud_run_service_iam_member", names: "service", path: "member", value: "allUsers", roles: []string{"roles/run.invoker"}, why: "allUsers may call it"},
	{kind: "google_cloud_run_service_iam_binding", names: "service", path: "members", value: "allUsers", roles: []string{"roles/run.invoker"}, why: "allUsers may call it"},
}

// doorRows are for workloads that are agents: of others, it is usual that
// everybody may call them.
var doorRows = map[string][]doorRow{
	// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html#urls-auth-none
	"aws_lambda_function":         {{kind: "aws_lambda_function_url", names: "function_name", path: "authorization_type", value: "NONE", why: "its function URL asks nobody who calls"}},
	"google_cloud_run_v2_service": cloudRun,
	"google_cloud_run_service":    cloudRun[3:],
}

// doors reads whether everybody may call an agent.
func (r *reader) doors(a *nhi.Agent, b *block) {
	if a.Score < nhi.AgentScore {
		return
	}
	for _, row := range doorRows[b.labels[0]] {
		if row.kind == "" {
			if v := r.at(b, row.path); v.lit() == row.value {
				r.door(a, row, v)
			}
			continue
		}
		for _, d := range r.doorsOf(row)[b.address()] {
			if len(row.roles) > 0 && !slices.Contains(row.roles, r.at(d, "role").lit()) || len(r.nested(d, "condition")) > 0 {
				continue
			}
			for _, v := range r.at(d, row.path).each() {
				if v.lit() == row.value {
					r.door(a, row, v)
				}
			}
		}
	}
}

func (r *reader) door(a *nhi.Agent, row doorRow, v *value) {
	if !v.span.Valid() {
		return
	}
	r.facts.Controls = append(r.facts.Controls, &nhi.Control{Key: nhi.Key("control", a.Key, row.kind+row.path), Kind: "authentication", Name: row.path + " = " + row.value, State: "off",
		Subject: a.Key, Attributes: map[string]string{"why": row.why, "address": a.Attributes["address"]}, At: v.span})
}

// doorsOf are the other resources of a row by the address of the workload that
// they name.
func (r *reader) doorsOf(row doorRow) map[string][]*block {
	if m := r.doorways[row.kind]; m != nil {
		return m
	}
	m := map[string][]*block{}
	for _, d := range r.resources(row.kind) {
		for _, to := range r.at(d, row.names).allRefs() {
			if doorRows[to.kind()] != nil {
				m[to.addr] = append(m[to.addr], d)
			}
		}
	}
	if r.doorways == nil {
		r.doorways = map[string]map[string][]*block{}
	}
	r.doorways[row.kind] = m
	return m
}
