package tools

import "testing"

func TestPlaces(t *testing.T) {
	for path, want := range map[string]string{
		"/": "wildcard host", `C:\`: "wildcard host", "C:/": "wildcard host", "~": "broad home", "$HOME": "broad home", "${HOME}/": "broad home",
		"/home/kim": "broad home", "/Users/kim/": "broad home", `C:\Users\kim`: "broad home", "%USERPROFILE%": "broad home",
		"/etc": "broad host", "/var/run": "broad host", "/Users": "broad host", "/var/run/docker.sock": "admin host",
		"~/.aws": "broad home", "/home/kim/.config/gcloud/x": "broad home", "~/work": "narrow folder", "./docs": "narrow folder",
		"/srv/data": "narrow folder", "${DATA}": " ", "${workspaceFolder}/x": "narrow folder",
	} {
		a := Place(path)
		if got := a.Breadth + " " + a.Scope; got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}
