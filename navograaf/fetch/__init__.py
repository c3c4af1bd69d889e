"""Letters from the services that publish them: what a dossier holds is asked, and its papers are put in a folder.

Stands before the first station, and only `navograaf fetch` calls it. `dossier` reads the number, `sources` says where
the services are, `koop` and `tweedekamer` ask them which papers there are, `polite` makes every request (over
`connection`), `content` looks at what comes, `download` puts it in the folder, `manifest` keeps what was put there and
`outcome` what is told of it. Laws: no address
outside the known hosts is asked, and none but over https; a file is whole or not there; what a person changed is
never overwritten.
"""
