# Prints addresses of Debian's libgravatar-url-perl: a size in pixels and a URL in each line.
use strict;
use warnings;
use Gravatar::URL;
use Libravatar::URL;

my $email = $ENV{PORTRAIT_EMAIL};
my $base  = "$ENV{PORTRAIT_URL}/avatar";

print "80 ",  gravatar_url(email => $email, base => $base), "\n";
print "96 ",  gravatar_url(email => $email, base => $base, size => 96, rating => "pg", default => "https://elsewhere.example/x"), "\n";
print "50 ",  gravatar_url(email => $email, base => $base, size => 50, default => "404", short_keys => 1), "\n";
print "150 ", libravatar_url(email => $email, base => $base, size => 150, default => "identicon"), "\n";
