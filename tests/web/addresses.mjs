// Every kind of page there is, as addresses of the running program.

async function answer(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Where a sent form leads. */
export async function asked(origin, fields) {
  const sent = await fetch(`${origin}/search`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
  });
  if (sent.status !== 303) throw new Error(`The form was answered ${sent.status}.`);
  return sent.headers.get("location");
}

/** Somebody of whom much is on record, and somebody of whom little is. */
export async function twoPeople(origin) {
  const good = "certified=true&require=client_reviews&require=transparent_fees";
  const best = (await answer(`${origin}/v1/practitioners?${good}&limit=20`)).items;
  const profiles = await Promise.all(best.map(({ id }) => answer(`${origin}/v1/practitioners/${id}`)));
  const full = profiles.find(
    ({ contact, credentials }) => contact?.phone && credentials?.some(({ verify_url }) => verify_url),
  );
  // In the best order those come last of whom nothing good is on record.
  let page = await answer(`${origin}/v1/practitioners?limit=100`);
  while (page.next) page = await answer(new URL(page.next, origin));
  const bare = page.items.at(-1);
  if (!full || !bare || full.id === bare.id) throw new Error("The demonstration lacks two people to look at.");
  const certificate = full.credentials.find(({ verify_url }) => verify_url);
  return { full: full.id, bare: bare.id, verdict: certificate.verify_url };
}

/** [name, path, status] of each kind of page. */
export async function everyPage(origin) {
  const { full, bare, verdict } = await twoPeople(origin);
  const migraine = await asked(origin, { place: "Columbus, OH", radius_km: "500", condition: "migraine" });
  const warned = await asked(origin, [
    ["condition", "post_concussion"],
    ["screening", "aneurysm"],
    ["q", "no such words anywhere"],
  ]);
  return [
    ["the start", "/", 200],
    ["everybody", "/?sort=best", 200],
    ["a search with a condition", migraine, 200],
    ["a search with many filters", "/?place=London&radius_km=500&accepting=true&language=en&currency=GBP&max_price=500&sort=price", 200],
    ["nobody, with a warning", warned, 200],
    ["nobody, and what would bring somebody", "/?place=Columbus,%20OH&min_training_hours=5000", 200],
    ["a search with wrong values", "/?place=Nowhereville-on-Sea&max_price=cheap&min_session_minutes=x", 400],
    ["a damaged link", "/?s=damaged", 400],
    ["a damaged cursor", "/?cursor=damaged", 400],
    ["a full profile", `/practitioners/${full}`, 200],
    ["a bare profile", `/practitioners/${bare}`, 200],
    ["nobody of this id", "/practitioners/000000000000", 404],
    ["comparison of two", `/compare?id=${full}&id=${bare}`, 200],
    ["comparison of nobody", "/compare", 200],
    ["a certificate to check", "/verify", 200],
    ["a verdict", verdict, 200],
    ["a verdict on an unknown number", `${verdict}0`, 200],
    ["a wrong question about a certificate", "/verify?number=1&as_of=soon", 400],
    ["how we check", "/how-we-check", 200],
    ["what to expect", "/what-to-expect", 200],
    ["privacy", "/privacy", 200],
    ["the start for developers", "/developers", 200],
    ["an area for developers", "/developers/directory", 200],
    ["an area for administrators' programs", "/developers/verifying", 200],
    ["the shapes of the interface", "/developers/shapes", 200],
    ["no such page", "/no/such/page", 404],
  ];
}
