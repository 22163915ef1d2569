package agents

import (
	"path"
	"regexp"
	"strings"
)

// variant ends the name of a copy of one agent.
var variant = regexp.MustCompile(`(?i)[-_](blue|green|canary|stable|v[0-9]+)$`)

// Family is the same for the copies of one agent: the name without what tells
// copies apart, and the image's path. Agents that share it do not share an
// identity with each other.
func Family(name, image string) string {
	for {
		short := variant.ReplaceAllString(name, "")
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
	if e := environment(namespace, true); e != "" {
		return e
	}
	if e := environment(name, false); e != "" {
		return e
	}
	dir, base := path.Split(file)
	segments := strings.Split(strings.Trim(dir, "/"), "/")
	for i := len(segments) - 1; i >= 0; i-- {
		if e := environment(segments[i], true); e != "" {
			return e
		}
	}
	// The file's name counts at its end: "deploy-prod.yaml", ".env.production",
	// but not "test-results.yaml".
	stem := strings.TrimSuffix(base, path.Ext(base))
	if e := environment(stem, false); e != "" {
		return e
	}
	return environments[strings.ToLower(strings.TrimPrefix(path.Ext(base), "."))]
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
