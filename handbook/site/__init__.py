"""The site: pages made from content, built by MkDocs, with the headers they are served with."""
