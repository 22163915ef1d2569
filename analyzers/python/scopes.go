package python

import (
	"strconv"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// scopeRow is a call that asks for rights by their names.
type scopeRow struct {
	calls string
	// arg is the argument with the names, and pos its place from 1.
	arg string
	pos int
	// system is who gives the rights, service the vocabulary of package iam.
	system, service string
	source          string
}

const docGoogleFlow = "https://google-auth-oauthlib.readthedocs.io/en/latest/reference/google_auth_oauthlib.flow.html"

var scopeRows = []scopeRow{
	{calls: "google_auth_oauthlib.flow.InstalledAppFlow.from_client_secrets_file google_auth_oauthlib.flow.InstalledAppFlow.from_client_config google_auth_oauthlib.flow.Flow.from_client_secrets_file google_auth_oauthlib.flow.Flow.from_client_config", arg: "scopes", pos: 2, system: "google", service: "google-oauth", source: docGoogleFlow},
	{calls: "google.oauth2.credentials.Credentials.from_authorized_user_file google.oauth2.credentials.Credentials.from_authorized_user_info", arg: "scopes", pos: 2, system: "google", service: "google-oauth", source: docGoogleAuth},
	{calls: "google.oauth2.service_account.Credentials.from_service_account_file google.oauth2.service_account.Credentials.from_service_account_info", arg: "scopes", system: "google", service: "google-oauth", source: docGoogleAuth},
	{calls: "google.auth.default", arg: "scopes", pos: 1, system: "google", service: "google-oauth", source: "https://googleapis.dev/python/google-auth/latest/reference/google.auth.html"},
}

// signIns states the rights that the module asks for.
func (r *reader) signIns() {
	only := r.only()
	for _, k := range r.calls {
		for _, row := range known().scopes.find(r.qual(k.e.X, k.s, 0)) {
			arg, s := r.argument(k, row.arg, row.pos)
			list, whole := r.elements(arg, s, 0)
			if arg == nil || !whole || len(list) == 0 {
				continue
			}
			var names []string
			for _, e := range list {
				name, _ := e.s.code.text(e.expr, e.s, 0)
				names = append(names, name)
			}
			j, worst := iam.Scopes(row.service, names)
			if worst < 0 || j.Breadth == "" {
				continue
			}
			at := list[worst].s.code.at(list[worst].expr)
			if at.File != r.file || r.asked[at] {
				continue
			}
			r.asked[at] = true
			id := &nhi.Identity{Key: nhi.Key("python-signin", r.path, strconv.Itoa(at.Start)), Name: "the sign-in of " + moduleName(r.path),
				Kind: "client", Platform: row.system, At: at}
			r.facts.Identities = append(r.facts.Identities, id)
			if only != nil {
				r.edge(nhi.RunsAs, only.Key, id.Key, nhi.Guess, "the only agent of the module that signs in", at)
			}
			r.facts.Grants = append(r.facts.Grants, &nhi.Grant{Key: nhi.Key("python-scopes", r.path, strconv.Itoa(at.Start)), Identity: id.Key, System: row.system,
				Actions: names, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain,
				Attributes: map[string]string{"source": row.source}, At: at})
		}
	}
}
