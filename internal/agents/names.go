package agents

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/wordset"
)

// variant ends the name of a copy of one agent.
var variant = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)[-_](blue|green|canary|stable|v[0-9]+)$`) })

// Family is the same for the copies of one agent: the name without what tells
// copies apart, and the image's path. Agents that share it do not share an
// identity with each other.
func Family(name, image string) string {
	for {
		short := variant().ReplaceAllString(name, "")
		if short == name || short == "" {
			break
		}
		name = short
	}
	name = strings.ToLower(name)
	if p := ImagePath(image); p != "" {
		return name + " " + p
	}
	return name
}

var environments = map[string]string{
	"dev": "dev", "devel": "dev", "develop": "dev", "development": "dev",
	"test": "test", "testing": "test", "qa": "test", "uat": "test", "nonprod": "test", "nonproduction": "test",
	"stage": "staging", "staging": "staging", "stg": "staging", "preprod": "staging", "preproduction": "staging",
	"prod": "prod", "prd": "prod", "production": "prod",
}

// Environment is dev, test, staging, prod, or empty: a namespace says it best,
// then the name, then the folder nearest to the file, then the file's name.
func Environment(file, namespace, name string) string {
	e, _, _ := EnvironmentBy(file, namespace, name)
	return e
}

// deployFolders hold a folder for each environment, in the layouts that the
// documentation of Kustomize, Terraform, Helm and Flux shows.
var deployFolders = wordset.Of("overlays environments environment envs env clusters cluster live stages stage stacks accounts workspaces deploy deployments values tenants regions")

// EnvironmentBy also says how sure that is, 0 to 100, and by what. "test" is what
// tests are called too, and a folder or a name that only begins with such a word
// (dev-tools, test-runner) is often about something else.
func EnvironmentBy(file, namespace, name string) (environmentName string, confidence int, basis string) {
	sure := func(e string, whole bool, most int) int {
		switch {
		case e == "test":
			return min(most, 70)
		case !whole:
			return min(most, 75)
		}
		return most
	}
	if e := environment(namespace, true); e != "" {
		return e, sure(e, environment(namespace, false) != "", 95), "its namespace"
	}
	if e := environment(name, false); e != "" {
		return e, sure(e, true, 80), "its name"
	}
	dir, base := path.Split(file)
	segments := strings.Split(strings.Trim(dir, "/"), "/")
	for i := len(segments) - 1; i >= 0; i-- {
		if e := environment(segments[i], true); e != "" {
			most := 75
			if i > 0 && deployFolders[segments[i-1]] || e == "prod" || e == "staging" {
				most = 95
			}
			return e, sure(e, environment(segments[i], false) != "", most), "the folder '" + segments[i] + "'"
		}
	}
	// The file's name counts at its end: "deploy-prod.yaml", ".env.production",
	// but not "test-results.yaml".
	stem := strings.TrimSuffix(base, path.Ext(base))
	e := environment(stem, false)
	if e == "" {
		e = environments[strings.ToLower(strings.TrimPrefix(path.Ext(base), "."))]
	}
	if e == "" {
		return "", 0, ""
	}
	return e, sure(e, true, 90), "the file's name '" + base + "'"
}

// environment reads the last word of a name, and where a name is made to say
// where it is (a namespace, a folder) the first one too. Two words may make one:
// pre-prod, non-prod.
func environment(name string, first bool) string {
	words := Words(name)
	n := len(words)
	if n > 1 {
		if e := environments[words[n-2]+words[n-1]]; e != "" {
			return e
		}
	}
	if n > 0 && environments[words[n-1]] != "" {
		return environments[words[n-1]]
	}
	if n == 0 || !first {
		return ""
	}
	if n > 1 && environments[words[0]+words[1]] != "" {
		return environments[words[0]+words[1]]
	}
	return environments[words[0]]
}
