package shell

import (
	"github.com/nhivet/nhivet/internal/wordset"
)

// takes is what a flag takes.
type takes uint8

const (
	pair     takes = iota // NAME=value
	pairs                 // NAME=value,NAME=value
	password              // the password itself
	user                  // user:password
	header                // Name: value
	other                 // something that is no credential
)

// flags mean the same whichever command has them.
var flags = map[string]takes{
	"from-literal": pair, "build-arg": pair, "env": pair, "set": pairs, "set-string": pairs, "set-env-vars": pairs, "update-env-vars": pairs,
	"auth-parameters": pairs, "header": header, "name": other, "secret-id": other, "key-name": other,
}

// spec is what is particular to a command.
type spec struct {
	flags map[string]takes
	// pairs says that its plain arguments are NAME=value.
	pairs bool
	// glued is a flag whose value follows at once.
	glued string
	// login are the words after which a credential of the name holds stands.
	login []string
	holds string
	// vault says that it speaks to a Vault server.
	vault bool
}

var commands = map[string]spec{
	"curl":           {flags: map[string]takes{"u": user, "user": user, "H": header, "header": header, "proxy-user": user, "U": user}},
	"wget":           {flags: map[string]takes{"header": header}},
	"http":           {flags: map[string]takes{"a": user, "auth": user}},
	"docker":         {flags: map[string]takes{"e": pair, "env": pair, "build-arg": pair}},
	"podman":         {flags: map[string]takes{"e": pair, "env": pair, "build-arg": pair}},
	"docker-compose": {flags: map[string]takes{"e": pair}},
	"kubectl":        {pairs: true},
	"oc":             {pairs: true},
	"vault":          {vault: true, pairs: true, login: []string{"login"}, holds: "token"},
	"bao":            {vault: true, pairs: true, login: []string{"login"}, holds: "token"},
	"terraform":      {flags: map[string]takes{"var": pair}},
	"tofu":           {flags: map[string]takes{"var": pair}},
	"az":             {pairs: true},
	"sshpass":        {flags: map[string]takes{"p": password}, glued: "-p"},
	"redis-cli":      {flags: map[string]takes{"a": password}},
	"mysql":          {glued: "-p"},
	"mysqldump":      {glued: "-p"},
	"mysqladmin":     {glued: "-p", login: []string{"password"}, holds: "password"},
	"mongosh":        {flags: map[string]takes{"p": password}},
	"mongo":          {flags: map[string]takes{"p": password}},
	"heroku":         {pairs: true},
	"flyctl":         {pairs: true},
	"fly":            {pairs: true},
}

var (
	declares = wordset.Of("export local readonly declare typeset")
	// prefixes run the command that follows them.
	prefixes = wordset.Of("sudo env exec command nohup time doas builtin")
	// prefixFlags are flags of theirs that take a value.
	prefixFlags = wordset.Of("-u -g -C -S --user --group --chdir")
	// silent commands only print, compare or search their arguments.
	silent = wordset.Of("echo printf print log info warn warning error err die fail fatal usage grep egrep fgrep rg sed awk perl jq yq test [ [[ read case for select trap : true false return exit unset shift cat alias assert expect check ok say note debug success step header section")
)
