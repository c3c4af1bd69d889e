"""Paragraphs of reports, agendas and consultations in many wordings, with the positions that a reader finds in them."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.letters.reading import from_bytes

REPORT = "Hierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie op 17 en 18 februari 2021.\n\n"
AGENDA = (
    "Hierbij bied ik u de geannoteerde agenda aan voor de bijeenkomst van de NAVO-ministers van Defensie op "
    "17 en 18 februari 2021.\n\n"
)
QUESTIONS = (
    "Vragen en opmerkingen vanuit de fracties en reactie van de Minister van Defensie over de NAVO, de krijgsmacht en "
    "de bondgenoten\n\n"
)


@pytest.mark.parametrize(
    ("opening", "text", "expected"),
    [
        (
            REPORT,
            "Ankara gaf te kennen weinig te zien in een tweede hoofdkwartier, terwijl Athene daar juist warm "
            "voorstander van is. De meeste landen lieten zich daar niet over uit.",
            [("Turkey", "opposes"), ("Greece", "supports")],
        ),
        (
            REPORT,
            "Namens de regering heb ik uiteengezet waarom Nederland de voorgestelde termijn te kort acht. Ik voegde "
            "daaraan toe dat zorgvuldigheid voorop dient te staan.",
            [("Minister of Defence (Netherlands)", "notes"), ("Minister of Defence (Netherlands)", "urges")],
        ),
        (
            REPORT,
            "Het Poolse voorstel kon rekenen op sympathie van de Baltische staten, maar stuitte op weerstand bij "
            "Italië. Rome vreest dat het zuiden hierdoor uit beeld raakt.",
            [("Baltic states", "supports"), ("Italy", "opposes"), ("Italy", "opposes")],
        ),
        (
            AGENDA,
            "De secretaris-generaal heeft er herhaaldelijk op gehamerd dat munitie sneller moet worden geleverd. Het "
            "kabinet onderschrijft die oproep, maar tekent daarbij aan dat de industrie tijd nodig heeft.",
            [("SG NATO", "urges"), ("Dutch government", "supports"), ("Dutch government", "notes")],
        ),
        (
            REPORT,
            "Een aantal oostelijke bondgenoten bepleitte een zwaardere aanwezigheid aan de grens. De Britten sloten "
            "zich daarbij aan. De Fransen toonden zich gereserveerd.",
            [("allies (several)", "urges"), ("United Kingdom", "supports"), ("France", "opposes")],
        ),
        (
            AGENDA,
            "Wat het kabinet betreft is een ruimer mandaat nu niet opportuun. Wel hecht het eraan dat de commandant "
            "voldoende armslag houdt.",
            [("Dutch government", "opposes"), ("Dutch government", "stresses")],
        ),
        (
            QUESTIONS,
            "Vraag 1\n"
            "De leden van de CDA-fractie zijn kritisch over het trage tempo. Zij dringen erop aan dat de levering"
            " wordt versneld. Is de regering daartoe bereid?\n\nAntwoord\n"
            "De regering deelt het ongeduld van deze leden en blijft zich inspannen voor snellere levering.\n\n"
            "Vraag 2\nDe leden van de SP-fractie hebben geen enkel vertrouwen in deze missie.\n\nAntwoord\n"
            "Het kabinet ziet dat anders.\n",
            [
                ("CDA", "opposes"),
                ("CDA", "urges"),
                ("CDA", "asks"),
                ("Dutch government", "supports"),
                ("Dutch government", "urges"),
                ("SP", "opposes"),
            ],
        ),
        (
            REPORT,
            "President Zelensky deed een klemmend beroep op de bondgenoten om meer luchtverdediging. Alle ministers "
            "spraken hun bewondering uit voor de Oekraïense weerbaarheid.",
            [("Ukraine", "urges"), ("NATO defence ministers", "supports")],
        ),
        (
            REPORT,
            "Daarop stelde Canada voor de oefening naar het voorjaar te verplaatsen, wat door Denemarken en Noorwegen"
            " werd gesteund. Hongarije hield zijn bezwaren staande.",
            [("Canada", "urges"), ("Denmark and Norway", "supports"), ("Hungary", "opposes")],
        ),
        (
            AGENDA,
            "De regering in Bagdad heeft laten weten prijs te stellen op voortzetting van de missie. Nederland staat "
            "daar welwillend tegenover, mits de veiligheid het toelaat.",
            [("Iraqi authorities", "supports"), ("Netherlands", "supports")],
        ),
        (
            AGENDA,
            "Moskou doet deze plannen af als een provocatie. Volgens het kabinet is daarvan geen sprake: de "
            "maatregelen zijn louter defensief.",
            [("Russia", "opposes"), ("Dutch government", "notes")],
        ),
        (
            REPORT,
            "De Duitse minister waarschuwde voor versnippering en drong aan op één gezamenlijke aanpak. Zijn "
            "Belgische ambtgenoot viel hem daarin bij.",
            [("Germany", "notes"), ("Germany", "urges"), ("Belgium", "supports")],
        ),
        (
            AGENDA,
            "Het is zaak dat Europa zelf meer verantwoordelijkheid neemt. Te lang is op de Verenigde Staten geleund. "
            "Een eerlijker verdeling van de lasten is in het belang van het hele bondgenootschap.",
            [("Dutch government", "stresses"), ("Dutch government", "stresses"), ("Dutch government", "stresses")],
        ),
        (
            REPORT,
            "Ik heb mijn steun uitgesproken voor het Zweedse initiatief en daarbij onderstreept dat bestaande "
            "structuren moeten worden benut. Minder gelukkig ben ik met het voorgestelde tijdpad.",
            [
                ("Minister of Defence (Netherlands)", "supports"),
                ("Minister of Defence (Netherlands)", "stresses"),
                ("Minister of Defence (Netherlands)", "opposes"),
            ],
        ),
        (
            REPORT,
            "Over de financiering liepen de meningen uiteen. Portugal en Slovenië waarschuwden voor hogere lasten, "
            "terwijl Tsjechië juist een ruimer budget voorstond.",
            [("Portugal and Slovenia", "notes"), ("Czech Republic", "supports")],
        ),
        (
            AGENDA,
            "Oekraïne heeft andermaal gevraagd om langeafstandswapens. Duitsland houdt de boot vooralsnog af. "
            "Nederland is bereid daarover met gelijkgestemde landen te spreken.",
            [("Ukraine", "asks"), ("Germany", "opposes"), ("Netherlands", "supports")],
        ),
        (
            REPORT,
            "Namens de noordelijke bondgenoten toonde Noorwegen zich bezorgd over de toenemende activiteit in het "
            "poolgebied. Ik heb die zorgen gedeeld.",
            [("Norway", "stresses"), ("Minister of Defence (Netherlands)", "supports")],
        ),
        (
            REPORT,
            "De Hoge Vertegenwoordiger prees de samenwerking tussen beide organisaties en riep op tot meer "
            "informatie-uitwisseling. Turkije en Cyprus konden zich hierin niet vinden.",
            [
                ("EU High Representative", "supports"),
                ("EU High Representative", "urges"),
                ("Turkey and Cyprus", "opposes"),
            ],
        ),
        (
            AGENDA,
            "Nederland blijft zich op het standpunt stellen dat toetreding een zaak is van bondgenoten en kandidaten "
            "alleen. Derde landen hebben daarbij geen stem.",
            [("Netherlands", "notes"), ("Dutch government", "notes")],
        ),
        (
            REPORT,
            "Minister Austin herhaalde dat de Amerikaanse veiligheidsgarantie rotsvast is. Hij verlangde wel dat "
            "Europa sneller investeert.",
            [("United States", "notes"), ("United States", "urges")],
        ),
        (
            AGENDA,
            "Dat Georgië de hervormingen voortzet, stemt tot tevredenheid. De weg naar lidmaatschap is evenwel lang.",
            [("Dutch government", "supports"), ("Dutch government", "notes")],
        ),
        (
            REPORT,
            "Tegen het voorstel werd door Griekenland stelling genomen. De overige ministers konden ermee leven.",
            [("Greece", "opposes"), ("allies (several)", "supports")],
        ),
        (
            AGENDA,
            "De Afghaanse regering verwacht dat de internationale gemeenschap betrokken blijft. Kaboel wil bovendien "
            "dat de training wordt geïntensiveerd.",
            [("Afghan government", "notes"), ("Afghan government", "supports")],
        ),
        (
            AGENDA,
            "Het kabinet maakt zich sterk voor een evenwichtige lastenverdeling en ziet daarbij een voortrekkersrol "
            "voor Europa weggelegd.",
            [("Dutch government", "urges"), ("Dutch government", "supports")],
        ),
        (
            REPORT,
            "De bondgenoten kwamen op voor de soevereiniteit van Moldavië en laakten de Russische inmenging aldaar.",
            [("allies", "supports"), ("allies", "opposes")],
        ),
        (
            AGENDA,
            "Nederland zal in Brussel opnieuw wijzen op de noodzaak van goede afspraken over luchtverdediging. Het "
            "kabinet acht het ongewenst dat bondgenoten elkaar op de wapenmarkt beconcurreren.",
            [("Netherlands", "stresses"), ("Dutch government", "opposes")],
        ),
    ],
)
def test_positions_of_a_paragraph(opening: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = extract(from_bytes((opening + text).encode(), "brief.txt")).positions
    assert [(p.holder, p.polarity) for p in found] == expected
